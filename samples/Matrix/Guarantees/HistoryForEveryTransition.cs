using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

/// <summary>
/// Attempts to change the status along the table without a history row, and to write history rows without a transition.
/// </summary>
internal static class HistoryForEveryTransition
{
    public static Guarantee Create() => new(
        "a history row for every transition",
        a => $"""
            SELECT 1 FROM "Cases" c WHERE c."Id" = {a.Case} AND (
                NOT EXISTS (SELECT 1 FROM "CaseHistory" h WHERE h."CaseId" = c."Id" AND h."Sequence" = c."StatusSequence"
                    AND h."ToState" = c."Status")
                OR NOT EXISTS (SELECT 1 FROM "CaseHistory" h WHERE h."CaseId" = c."Id" AND h."Sequence" = 0
                    AND h."FromState" IS NULL AND h."ToState" = 'draft')
                OR EXISTS (SELECT 1 FROM "CaseHistory" h WHERE h."CaseId" = c."Id" AND h."Sequence" > c."StatusSequence"))
            """)
    {
        SaveChanges =
        [
            new("an assigned status", a => a.SaveAsync(async db =>
                (await db.Cases.SingleAsync(x => x.Id == a.Case)).Status = CaseFlow.Evaluated)),
        ],
        Detached =
        [
            new("Update with another status", a => a.SaveAsync(db =>
                db.Update(new Case { Id = a.Case, Title = "as it was", Status = CaseFlow.Evaluated, Version = 1 }))),
        ],
        SetBased =
        [
            new("ExecuteUpdate", a => a.RunAsync(db => db.Cases.Where(x => x.Id == a.Case)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Status, CaseFlow.Evaluated)))),
            new("ExecuteTransitionToAsync", a => a.RunAsync(db =>
                db.Cases.Where(x => x.Id == a.Case).ExecuteTransitionToAsync(CaseFlow.Evaluated))),
        ],
        Sql =
        [
            Attempt.Sql("UPDATE", a =>
                $"""UPDATE "Cases" SET "Status" = 'evaluated', "Version" = "Version" + 1 WHERE "Id" = {a.Case}"""),
            Attempt.Sql("UPDATE with another sequence", a =>
                $"""
                UPDATE "Cases" SET "Status" = 'evaluated', "StatusSequence" = 1, "Version" = "Version" + 1 WHERE "Id" = {a.Case}
                """),
            Attempt.Sql("UPDATE without a sequence", a =>
                $"""
                UPDATE "Cases" SET "Status" = 'evaluated', "StatusSequence" = NULL, "Version" = "Version" + 1
                WHERE "Id" = {a.Case}
                """),
            Attempt.Sql("a history row from another state", a => Row(a, 1, "'reviewed'", "closed")),
            Attempt.Sql("a history row off the table", a => Row(a, 1, "'draft'", "reviewed")),
            Attempt.Sql("a history row with a gap before it", a => Row(a, 2, "'draft'", "evaluated")),
            Attempt.Sql("a history row whose sequence is taken", a => Row(a, 0, "NULL", "draft")),
            Attempt.Sql("a history row that is changed", a =>
                $"""UPDATE "CaseHistory" SET "ToState" = 'closed' WHERE "CaseId" = {a.Case}"""),
            Attempt.Sql("a history row that is deleted", a => $"""DELETE FROM "CaseHistory" WHERE "CaseId" = {a.Case}"""),
        ],
        OnSqlite =
        [
            Attempt.Sql("upsert", Upsert),
            Attempt.Sql("REPLACE of a history row", a => "REPLACE" + Row(a, 0, "NULL", "evaluated")["INSERT".Length..]),
            Attempt.Sql("upsert of a history row", UpsertRow),
        ],
        OnPostgres =
        [
            Attempt.Sql("upsert", Upsert),
            Attempt.Sql("upsert of a history row", UpsertRow),
            Attempt.Sql("a history row and no move", a => Row(a, 1, "'draft'", "evaluated")),
            Attempt.Sql("TRUNCATE of the history", _ => """TRUNCATE "CaseHistory" """),
            Attempt.Sql("MERGE", a =>
                $"""
                MERGE INTO "Cases" c USING (SELECT {a.Case} AS id) s ON c."Id" = s.id
                WHEN MATCHED THEN UPDATE SET "Status" = 'evaluated', "Version" = c."Version" + 1
                """),
        ],
    };

    private static string Row(Arena arena, int sequence, string from, string to)
        => $"""
            INSERT INTO "CaseHistory" ("CaseId", "Sequence", "FromState", "ToState", "Origin", "OffTable", "ActorKind",
                "OccurredAt", "TableHash")
            VALUES ({arena.Case}, {sequence}, {from}, '{to}', 'Assigned', FALSE, 'Unknown', CURRENT_TIMESTAMP, '')
            """;

    private static string UpsertRow(Arena arena)
        => $"""{Row(arena, 0, "NULL", "draft")} ON CONFLICT ("CaseId", "Sequence") DO UPDATE SET "ToState" = 'evaluated'""";

    private static string Upsert(Arena arena)
        => $"""
            INSERT INTO "Cases" ("Id", "Title", "Status", "Priority", "Version") VALUES ({arena.Case}, 'as it was', 'draft', 3, 1)
            ON CONFLICT ("Id") DO UPDATE SET "Status" = 'evaluated', "Version" = "Cases"."Version" + 1
            """;
}

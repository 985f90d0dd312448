using Microsoft.EntityFrameworkCore;

namespace Casework.Matrix.Guarantees;

/// <summary>Moves that the table permits, made so that nobody writes them down.</summary>
internal static class HistoryForEveryTransition
{
    public static Guarantee Create() => new(
        "a history row for every transition",
        a => $"""
            SELECT 1 FROM "Cases" c WHERE c."Id" = {a.Case} AND c."Status" <> 'draft'
            AND NOT EXISTS (SELECT 1 FROM "CaseHistory" h WHERE h."CaseId" = c."Id" AND h."ToState" = c."Status")
            """)
    {
        OpenBecause = "the guard holds which moves are legal, not that they are written down",
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
        ],
        Sql =
        [
            Attempt.Sql("UPDATE", a =>
                $"""UPDATE "Cases" SET "Status" = 'evaluated', "Version" = "Version" + 1 WHERE "Id" = {a.Case}"""),
        ],
        OnSqlite = [Attempt.Sql("upsert", Upsert)],
        OnPostgres =
        [
            Attempt.Sql("upsert", Upsert),
            Attempt.Sql("MERGE", a =>
                $"""
                MERGE INTO "Cases" c USING (SELECT {a.Case} AS id) s ON c."Id" = s.id
                WHEN MATCHED THEN UPDATE SET "Status" = 'evaluated', "Version" = c."Version" + 1
                """),
        ],
    };

    private static string Upsert(Arena arena)
        => $"""
            INSERT INTO "Cases" ("Id", "Title", "Status", "Priority", "Version") VALUES ({arena.Case}, 'as it was', 'draft', 3, 1)
            ON CONFLICT ("Id") DO UPDATE SET "Status" = 'evaluated', "Version" = "Cases"."Version" + 1
            """;
}

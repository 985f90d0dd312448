using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

internal static class NoIllegalTransition
{
    public static Guarantee Create() => new(
        "no illegal transition, no wrong initial state",
        a => $"""SELECT 1 FROM "Cases" WHERE "Id" IN ({a.Case}, {a.NewCase}) AND "Status" = 'reviewed'""")
    {
        SaveChanges =
        [
            new("an assigned status", a => a.SaveAsync(async db =>
                (await db.Cases.SingleAsync(x => x.Id == a.Case)).Status = CaseFlow.Reviewed)),
            new("a new row in a late state", a => a.SaveAsync(db => db.Add(new Case { Id = a.NewCase, Status = CaseFlow.Reviewed }))),
        ],
        Detached =
        [
            new("Update with another status", a => a.SaveAsync(db =>
                db.Update(new Case { Id = a.Case, Title = "as it was", Status = CaseFlow.Reviewed, Version = 1 }))),
            new("Attach, and only the status modified", a => a.SaveAsync(db =>
            {
                var stub = new Case { Id = a.Case, Status = CaseFlow.Reviewed, Version = 1 };
                db.Attach(stub);
                db.Entry(stub).Property(x => x.Status).IsModified = true;
            })),
        ],
        SetBased =
        [
            new("ExecuteUpdate", a => a.RunAsync(db => db.Cases.Where(x => x.Id == a.Case)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Status, CaseFlow.Reviewed)))),
            new("ExecuteTransitionToAsync", a => a.RunAsync(db =>
                db.Cases.Where(x => x.Id == a.Case).ExecuteTransitionToAsync(CaseFlow.Reviewed))),
        ],
        Sql =
        [
            Attempt.Sql("UPDATE", a =>
                $"""UPDATE "Cases" SET "Status" = 'reviewed', "Version" = "Version" + 1 WHERE "Id" = {a.Case}"""),
            Attempt.Sql("INSERT", a => Insert(a.NewCase)),
        ],
        OnSqlite =
        [
            Attempt.Sql("REPLACE", a => "REPLACE" + Insert(a.Case)["INSERT".Length..]),
            Attempt.Sql("upsert", a => Upsert(a.Case)),
        ],
        OnPostgres =
        [
            Attempt.Sql("upsert", a => Upsert(a.Case)),
            Attempt.Sql("MERGE", a =>
                $"""
                MERGE INTO "Cases" c USING (SELECT {a.Case} AS id) s ON c."Id" = s.id
                WHEN MATCHED THEN UPDATE SET "Status" = 'reviewed', "Version" = c."Version" + 1
                """),
            new("COPY", a => a.CopyAsync(
                """COPY "Cases" ("Id", "Title", "Status", "Priority", "Version") FROM STDIN (FORMAT csv)""",
                $"{a.NewCase},copied,reviewed,3,1")),
        ],
    };

    private static string Insert(int id)
        => $"""
            INSERT INTO "Cases" ("Id", "Title", "Status", "Priority", "Version") VALUES ({id}, 'as it was', 'reviewed', 3, 1)
            """;

    private static string Upsert(int id)
        => $"""{Insert(id)} ON CONFLICT ("Id") DO UPDATE SET "Status" = 'reviewed', "Version" = "Cases"."Version" + 1""";
}

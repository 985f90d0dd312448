using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

internal static class NoValueOutsideARule
{
    public static Guarantee Create() => new(
        "no value outside a declared rule",
        a => $"""SELECT 1 FROM "Cases" WHERE "Id" IN ({a.Case}, {a.NewCase}) AND "Priority" = 9""")
    {
        SaveChanges =
        [
            new("an assigned value", a => a.SaveAsync(async db =>
                (await db.Cases.SingleAsync(x => x.Id == a.Case)).Priority = 9)),
            new("a new row", a => a.SaveAsync(db => db.Add(new Case { Id = a.NewCase, Priority = 9 }))),
        ],
        Detached =
        [
            new("Update", a => a.SaveAsync(db =>
                db.Update(new Case { Id = a.Case, Title = "as it was", Priority = 9, Version = 1 }))),
        ],
        SetBased =
        [
            new("ExecuteUpdate", a => a.RunAsync(db => db.Cases.Where(x => x.Id == a.Case)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Priority, 9)))),
        ],
        Sql =
        [
            Attempt.Sql("UPDATE", a =>
                $"""UPDATE "Cases" SET "Priority" = 9, "Version" = "Version" + 1 WHERE "Id" = {a.Case}"""),
            Attempt.Sql("INSERT", a => Insert(a.NewCase, "INSERT")),
        ],
        OnSqlite =
        [
            Attempt.Sql("REPLACE", a => Insert(a.NewCase, "REPLACE")),
            Attempt.Sql("upsert", a => $"""{Insert(a.NewCase, "INSERT")} ON CONFLICT ("Id") DO UPDATE SET "Priority" = 9"""),
        ],
        OnPostgres =
        [
            Attempt.Sql("upsert", a => $"""{Insert(a.NewCase, "INSERT")} ON CONFLICT ("Id") DO UPDATE SET "Priority" = 9"""),
            new("COPY", a => a.CopyAsync(
                """COPY "Cases" ("Id", "Title", "Status", "Priority", "Version") FROM STDIN (FORMAT csv)""",
                $"{a.NewCase},copied,draft,9,1")),
        ],
    };

    private static string Insert(int id, string verb)
        => $"""{verb} INTO "Cases" ("Id", "Title", "Status", "Priority", "Version") VALUES ({id}, 'x', 'draft', 9, 1)""";
}

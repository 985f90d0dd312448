using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

internal static class NoHardDelete
{
    public static Guarantee Create() => new(
        "no hard delete of a soft-deletable row",
        a => $"""SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "Cases" WHERE "Id" = {a.Case} AND "Title" = 'as it was')""")
    {
        SaveChanges =
        [
            new("Remove", a => a.SaveAsync(async db => db.Remove(await db.Cases.SingleAsync(x => x.Id == a.Case)))),
        ],
        Detached =
        [
            new("Remove of a stub", a => a.SaveAsync(db => db.Remove(new Case { Id = a.Case, Version = 1 }))),
        ],
        SetBased =
        [
            new("ExecuteDelete", a => a.RunAsync(db => db.Cases.Where(x => x.Id == a.Case).ExecuteDeleteAsync())),
        ],
        Sql =
        [
            Attempt.Sql("DELETE", a => $"""DELETE FROM "Cases" WHERE "Id" = {a.Case}"""),
        ],
        OnSqlite =
        [
            Attempt.Sql("REPLACE", a => Insert("REPLACE", a)),
            Attempt.Sql("INSERT OR REPLACE of the key", a => Insert("INSERT OR REPLACE", a)),
            Attempt.Sql("UPDATE OR REPLACE onto the key", a =>
                $"""{Insert("INSERT", a, a.NewCase)}; UPDATE OR REPLACE "Cases" SET "Id" = {a.Case} WHERE "Id" = {a.NewCase}"""),
        ],
        OnPostgres =
        [
            Attempt.Sql("TRUNCATE", _ => """TRUNCATE "Cases" CASCADE"""),
            Attempt.Sql("DELETE in a CTE", a => $"""WITH gone AS (DELETE FROM "Cases" WHERE "Id" = {a.Case} RETURNING 1) SELECT 1"""),
            Attempt.Sql("MERGE", a =>
                $"""MERGE INTO "Cases" c USING (SELECT {a.Case} AS id) s ON c."Id" = s.id WHEN MATCHED THEN DELETE"""),
        ],
    };

    private static string Insert(string verb, Arena arena, int? id = null)
        => $"""
            {verb} INTO "Cases" ("Id", "Title", "Status", "Priority", "Version")
            VALUES ({id ?? arena.Case}, 'another', 'draft', 3, 1)
            """;
}

using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

/// <summary>Each attempt reads the first version, after which another writer saves the second one.</summary>
internal static class NoLostUpdate
{
    public static Guarantee Create() => new(
        "no lost update",
        a => $"""SELECT 1 FROM "Cases" WHERE "Id" = {a.Case} AND "Title" = 'mine'""")
    {
        SaveChanges =
        [
            new("a stale entity", a => a.SaveAsync(async db =>
            {
                var mine = await db.Cases.SingleAsync(x => x.Id == a.Case);
                await OtherAsync(a);
                mine.Title = "mine";
            })),
        ],
        Detached =
        [
            new("Update of a stale entity", async a =>
            {
                await OtherAsync(a);
                await a.SaveAsync(db => db.Update(new Case { Id = a.Case, Title = "mine", Version = 1 }));
            }),
        ],
        SetBased =
        [
            new("ExecuteUpdate", async a =>
            {
                await OtherAsync(a);
                await a.RunAsync(db => db.Cases.Where(x => x.Id == a.Case)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "mine")));
            }),
        ],
        Sql =
        [
            After("UPDATE without the version", a => $"""UPDATE "Cases" SET "Title" = 'mine' WHERE "Id" = {a.Case}"""),
            After("UPDATE with what was read, plus one", a =>
                $"""UPDATE "Cases" SET "Title" = 'mine', "Version" = 2 WHERE "Id" = {a.Case}"""),
        ],
        OnSqlite = [After("upsert", Upsert)],
        OnPostgres =
        [
            After("upsert", Upsert),
            After("MERGE", a =>
                $"""
                MERGE INTO "Cases" c USING (SELECT {a.Case} AS id) s ON c."Id" = s.id
                WHEN MATCHED THEN UPDATE SET "Title" = 'mine'
                """),
        ],
    };

    private static Attempt After(string name, Func<Arena, string> sql) => new(name, async a =>
    {
        await OtherAsync(a);
        await a.ExecuteAsync(sql(a));
    });

    private static Task OtherAsync(Arena arena) => arena.SaveAsync(async db =>
    {
        var other = await db.Cases.SingleAsync(x => x.Id == arena.Case);
        other.Title = "theirs";
    });

    private static string Upsert(Arena arena)
        => $"""
            INSERT INTO "Cases" ("Id", "Title", "Status", "Priority", "Version") VALUES ({arena.Case}, 'mine', 'draft', 3, 1)
            ON CONFLICT ("Id") DO UPDATE SET "Title" = 'mine'
            """;
}

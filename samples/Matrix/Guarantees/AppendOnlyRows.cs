using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

internal static class AppendOnlyRows
{
    public static Guarantee Create() => new(
        "append-only rows stay as written",
        a => $"""SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "Facts" WHERE "Id" = {a.Fact} AND "Value" = 'as written')""")
    {
        SaveChanges =
        [
            new("a changed value", a => a.SaveAsync(async db =>
                (await db.Facts.SingleAsync(x => x.Id == a.Fact)).Value = "changed")),
            new("Remove", a => a.SaveAsync(async db => db.Remove(await db.Facts.SingleAsync(x => x.Id == a.Fact)))),
        ],
        Detached =
        [
            new("Update", a => a.SaveAsync(db => db.Update(new Fact { Id = a.Fact, Value = "changed" }))),
            new("Remove of a stub", a => a.SaveAsync(db => db.Remove(new Fact { Id = a.Fact }))),
        ],
        SetBased =
        [
            new("ExecuteUpdate", a => a.RunAsync(db => db.Facts.Where(x => x.Id == a.Fact)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, "changed")))),
            new("ExecuteDelete", a => a.RunAsync(db => db.Facts.Where(x => x.Id == a.Fact).ExecuteDeleteAsync())),
        ],
        Sql =
        [
            Attempt.Sql("UPDATE", a => $"""UPDATE "Facts" SET "Value" = 'changed' WHERE "Id" = {a.Fact}"""),
            Attempt.Sql("DELETE", a => $"""DELETE FROM "Facts" WHERE "Id" = {a.Fact}"""),
        ],
        OnSqlite =
        [
            Attempt.Sql("REPLACE", a => $"""REPLACE INTO "Facts" ("Id", "Value") VALUES ({a.Fact}, 'changed')"""),
            Attempt.Sql("upsert", a => Upsert(a.Fact)),
        ],
        OnPostgres =
        [
            Attempt.Sql("upsert", a => Upsert(a.Fact)),
            Attempt.Sql("TRUNCATE", _ => """TRUNCATE "Facts" """),
            Attempt.Sql("MERGE", a =>
                $"""MERGE INTO "Facts" f USING (SELECT {a.Fact} AS id) s ON f."Id" = s.id WHEN MATCHED THEN DELETE"""),
        ],
    };

    private static string Upsert(int id)
        => $"""INSERT INTO "Facts" ("Id", "Value") VALUES ({id}, 'x') ON CONFLICT ("Id") DO UPDATE SET "Value" = 'changed'""";
}

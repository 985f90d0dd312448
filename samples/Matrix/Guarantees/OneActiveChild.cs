using Microsoft.EntityFrameworkCore;

namespace Matrix.Guarantees;

internal static class OneActiveChild
{
    public static Guarantee Create() => new(
        "at most one active child; counters within bounds",
        a => $"""
            SELECT 1 FROM "Reviewers" WHERE "Id" = {a.Reviewer} AND "Workload" > 3
            UNION ALL SELECT 1 FROM "Reviews" WHERE "CaseId" = {a.Case} AND "IsActive" GROUP BY "CaseId" HAVING count(*) > 1
            """)
    {
        SaveChanges =
        [
            new("a second active review", a => a.SaveAsync(db => db.Add(new Review { CaseId = a.Case }))),
            new("Increment at the ceiling", a => a.SaveAsync(async db =>
                db.Entry(await db.Reviewers.SingleAsync(x => x.Id == a.Reviewer)).Increment(x => x.Workload))),
            new("an assigned count", a => a.SaveAsync(async db =>
                (await db.Reviewers.SingleAsync(x => x.Id == a.Reviewer)).Workload = 4)),
        ],
        Detached =
        [
            new("Update of the reviewer", a => a.SaveAsync(db => db.Update(new Reviewer { Id = a.Reviewer, Workload = 4 }))),
        ],
        SetBased =
        [
            new("ExecuteUpdate of the count", a => a.RunAsync(db => db.Reviewers.Where(x => x.Id == a.Reviewer)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Workload, x => x.Workload + 1)))),
        ],
        Sql =
        [
            Attempt.Sql("INSERT of a second active review", Second),
            Attempt.Sql("UPDATE of the count", a =>
                $"""UPDATE "Reviewers" SET "Workload" = "Workload" + 1 WHERE "Id" = {a.Reviewer}"""),
        ],
        OnSqlite =
        [
            Attempt.Sql("REPLACE of the reviewer", a => $"""REPLACE INTO "Reviewers" ("Id", "Workload") VALUES ({a.Reviewer}, 4)"""),
        ],
        OnPostgres =
        [
            new("COPY", a => a.CopyAsync(
                """COPY "Reviews" ("CaseId", "IsActive") FROM STDIN (FORMAT csv)""", $"{a.Case},true")),
        ],
    };

    private static string Second(Arena arena)
        => $"""INSERT INTO "Reviews" ("CaseId", "IsActive") VALUES ({arena.Case}, TRUE)""";
}

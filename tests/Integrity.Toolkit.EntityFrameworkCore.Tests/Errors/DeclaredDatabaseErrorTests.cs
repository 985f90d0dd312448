using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Violations of a declaration have its code, regardless of how the row was written.</summary>
public abstract class DeclaredDatabaseErrorTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("SaveChanges")]
    [InlineData("ExecuteUpdate")]
    [InlineData("SQL")]
    public async Task A_violated_unique_index_is_reported_by_its_declared_code(string way)
    {
        await using var app = await ReviewsAsync();
        await app.SaveAsync(new Review { CaseId = 1, Rank = 1 });
        var second = await app.SaveAsync(new Review { CaseId = 1, Rank = 2, IsClosed = true });
        await using var db = app.Open();
        var review = await db.Set<Review>().SingleAsync(x => x.Id == second.Id);
        review.IsClosed = false;

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => way switch
        {
            "SaveChanges" => db.SaveChangesAsync(),
            "ExecuteUpdate" => db.Set<Review>().ExecuteUpdateAsync(set => set.SetProperty(x => x.IsClosed, false)),
            _ => db.Database.ExecuteSqlAsync($"UPDATE \"Review\" SET \"IsClosed\" = {false}"),
        });

        Assert.Equal(
            (DatabaseErrorKind.Unique, "review.one-active", "Review"),
            (failure.Database.Kind, failure.Database.Code, failure.Database.Entity));
        Assert.Equal("review.one-active", failure.Violations[0].Code);
        Assert.Equal(["CaseId"], failure.Database.Members);
        Assert.Equal(way == "SaveChanges" ? [second.Id] : [], failure.Violations[0].Key);
    }

    [Fact]
    public async Task A_rule_enforced_by_the_database_is_reported_without_UseConstraints()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Review>().HasRules<ReviewRules>()),
            blocks: blocks => blocks.UseValidation());
        await app.SaveAsync(new Review { Rank = 1 });
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("UPDATE \"Review\" SET \"Rank\" = 6"));
        var before = await Assert.ThrowsAsync<IntegrityException>(() =>
        {
            db.Add(new Review { Rank = 6 });
            return db.SaveChangesAsync();
        });

        Assert.Equal((DatabaseErrorKind.Check, "Review"), (failure.Database.Kind, failure.Database.Entity));
        Assert.Equal(before.Violations[0].Code, failure.Violations[0].Code);
        Assert.Equal(["Rank"], failure.Database.Members);
    }

    [Theory]
    [InlineData(true, DatabaseErrorKind.PrimaryKey, "PK_Thing")]
    [InlineData(false, DatabaseErrorKind.Unique, "IX_Thing_Code")]
    public async Task A_guard_that_detects_a_duplicate_before_the_index_reports_the_index(
        bool isKey, DatabaseErrorKind kind, string constraint)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Thing>(thing =>
            {
                thing.HasSoftDelete().GuardInDatabase();
                thing.HasIndex(x => x.Code).IsUnique();
            })),
            blocks: blocks => blocks.UseSoftDelete().UseDatabaseErrorTranslation());
        await app.SaveAsync(new Thing { Id = 1, Code = "A" });
        await using var db = app.Open();
        db.Add(isKey ? new Thing { Id = 1, Code = "B" } : new Thing { Id = 2, Code = "A" });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((kind, constraint, "Thing"), (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
        Assert.Equal([isKey ? 1 : 2], failure.Violations[0].Key);
        Assert.Single(failure.Entries);
    }

    [Fact]
    public async Task One_of_two_declared_indexes_on_the_same_columns_is_reported_by_a_set_based_statement()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Review>(review =>
            {
                review.HasUnique(x => x.CaseId, "review.one-open").WithFilter(x => !x.IsClosed);
                review.HasUnique(x => x.CaseId, "review.one-first").WithFilter(x => x.Rank == 1);
            })),
            blocks: blocks => blocks.UseConstraints());
        await app.SaveAsync(new Review { CaseId = 1, IsClosed = true, Rank = 1 });
        await app.SaveAsync(new Review { CaseId = 2, IsClosed = true, Rank = 1 });
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<Review>().ExecuteUpdateAsync(set => set.SetProperty(x => x.CaseId, 7)));

        Assert.Equal((DatabaseErrorKind.Unique, "Review"), (failure.Database.Kind, failure.Database.Table));
    }

    private Task<TestApplication> ReviewsAsync() => TestApplication.CreateAsync(
        database,
        DeskModel.Only(model => model.Entity<Review>().HasUnique(x => x.CaseId, "review.one-active").WithFilter(x => !x.IsClosed)),
        blocks: blocks => blocks.UseConstraints());

    public sealed class Review
    {
        public int Id { get; set; }

        public int CaseId { get; set; }

        public int Rank { get; set; } = 1;

        public bool IsClosed { get; set; }
    }

    public sealed class Thing
    {
        public int Id { get; set; }

        public string? Code { get; set; }
    }

    private sealed class ReviewRules : EntityRules<Review>
    {
        public ReviewRules() => For(x => x.Rank).Between(1, 5).CheckInDatabase();
    }
}

public sealed class DeclaredDatabaseErrorOnSqliteTests(SqliteDatabase database) : DeclaredDatabaseErrorTests<SqliteDatabase>(database);

public sealed class DeclaredDatabaseErrorOnPostgresTests(PostgresDatabase database) : DeclaredDatabaseErrorTests<PostgresDatabase>(database);

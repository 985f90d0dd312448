using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Constraints that are checked at the end of a transaction.</summary>
public abstract class RejectedCommitTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Committing_the_callers_transaction_throws_the_same_error_as_SaveChanges(bool async)
    {
        await using var app = await DeferredAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Link { TargetId = 99 });
        await db.SaveChangesAsync();

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => transaction.CommitAsync())
            : Assert.Throws<IntegrityUpdateException>(() => transaction.Commit());

        Assert.Equal(DatabaseErrorKind.ForeignKeyMissing, failure.Database.Kind);
        Assert.Empty(failure.Entries);
        Assert.Empty(app.Committed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_commit_at_the_end_of_a_save_throws_too_and_reports_the_side_of_the_reference(bool async)
    {
        await using var app = await DeferredAsync();
        var target = await app.SaveAsync(new Target());
        await app.SaveAsync(new Link { TargetId = target.Id });
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        db.Remove(await db.Set<Target>().SingleAsync());

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => db.SaveChanges());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyReferenced, "Link", "FK_Link_Target_TargetId", "Target"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Constraint, failure.Database.Entity));
    }

    [Fact]
    public async Task A_commit_with_a_missing_principal_names_the_dependent_row()
    {
        await using var app = await DeferredAsync();
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        db.Add(new Link { TargetId = 99 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyMissing, "FK_Link_Target_TargetId", "Link"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
    }

    [Fact]
    public async Task A_deferred_violation_fixed_before_the_commit_is_committed()
    {
        await using var app = await DeferredAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Link { TargetId = 7 });
        await db.SaveChangesAsync();
        db.Add(new Target { Id = 7 });
        await db.SaveChangesAsync();

        await transaction.CommitAsync();

        Assert.Equal(1, await db.Set<Link>().CountAsync());
    }

    /// <summary>Creates the table with SQL, because EF Core does not support deferrable constraints.</summary>
    private async Task<TestApplication> DeferredAsync()
    {
        var app = await OpenAsync(database, model =>
        {
            model.Entity<Target>();
            model.Entity<Link>(link =>
            {
                link.Property(x => x.Id).ValueGeneratedNever();
                link.HasOne<Target>().WithMany().HasForeignKey(x => x.TargetId).OnDelete(DeleteBehavior.ClientNoAction);
            });
        });
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            DROP TABLE "Link";
            CREATE TABLE "Link" ("Id" INTEGER PRIMARY KEY, "TargetId" INTEGER NOT NULL,
                CONSTRAINT "FK_Link_Target_TargetId" FOREIGN KEY ("TargetId") REFERENCES "Target" ("Id") DEFERRABLE INITIALLY DEFERRED);
            """);
        return app;
    }

    public sealed class Target
    {
        public int Id { get; set; }
    }

    public sealed class Link
    {
        public int Id { get; set; } = 1;

        public int TargetId { get; set; }
    }
}

public sealed class RejectedCommitOnSqliteTests(SqliteDatabase database) : RejectedCommitTests<SqliteDatabase>(database);

public sealed class RejectedCommitOnPostgresTests(PostgresDatabase database) : RejectedCommitTests<PostgresDatabase>(database);

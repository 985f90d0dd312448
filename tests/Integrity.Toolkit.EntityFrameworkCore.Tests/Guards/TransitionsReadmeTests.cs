using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in the README of transitions runs as described.</summary>
public abstract class TransitionsReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_review_passes_through_its_states_as_the_readme_shows()
    {
        await using var db = await OpenAsync();
        var review = new Review();
        db.Add(review);
        await db.SaveChangesAsync();
        db.Entry(review).Fire(ReviewTrigger.Submit);
        await db.SaveChangesAsync();

        var violation = Assert.Single(TransitionsGuide.Ask(db, review));
        review.Facts = 1;
        var allowed = db.Entry(review).TryFire(ReviewTrigger.Approve).IsAllowed;
        var since = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        await db.Entry(review).ReloadAsync();
        review.Facts = 1;
        await TransitionsGuide.ApproveAsync(db, review, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.True(allowed);
        Assert.Contains(violation.Message, Page(), StringComparison.Ordinal);
        Assert.Equal("review.approved-at", since.Violations.Single().Code);
        Assert.Equal(
            ["Draft", "Pending", "Approved"], await db.Entry(review).Transitions().Select(row => row.ToState).ToListAsync());
    }

    [Fact]
    public async Task The_check_constraint_matches_the_readme()
    {
        await using var db = await OpenAsync();

        var check = db.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Review))!.GetCheckConstraints().Single();

        Assert.Contains(check.Sql, Page(), StringComparison.Ordinal);
    }

    private static string Page() => File.ReadAllText(
        Repository.Combine("src", "Integrity.Toolkit.EntityFrameworkCore", "Transitions", "README.md"));

    private async Task<ReviewContext> OpenAsync()
    {
        var options = new DbContextOptionsBuilder<ReviewContext>();
        (await database.CreateAsync())(options);
        TransitionsGuide.Configure(options);
        var db = new ReviewContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        return db;
    }
}

public sealed class TransitionsReadmeSqliteTests(SqliteDatabase database) : TransitionsReadmeTests<SqliteDatabase>(database);

public sealed class TransitionsReadmePostgresTests(PostgresDatabase database) : TransitionsReadmeTests<PostgresDatabase>(database);

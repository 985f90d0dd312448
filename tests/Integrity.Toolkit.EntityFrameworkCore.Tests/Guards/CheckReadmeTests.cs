using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of validation shows the generated SQL of rules.</summary>
public abstract class CheckReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task The_constraints_match_the_readme()
    {
        await using var db = await OpenAsync();

        var checks = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Single().CheckConstraints
            .Select(check => check.Sql).ToList();

        Assert.Equal(5, checks.Count);
        Assert.All(
            Shown(await File.ReadAllLinesAsync(Page)),
            shown => Assert.Contains(shown, checks));
    }

    [Fact]
    public async Task A_set_based_statement_is_rejected_with_the_code_of_the_rule()
    {
        await using var db = await OpenAsync();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Booking { Price = 1 });
        await db.SaveChangesAsync();

        var exception = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Set<Booking>().BypassIntegrity()
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Discount, 2)));

        Assert.Equal(("booking.discount", "Discount"), (exception.Violations[0].Code, exception.Violations[0].Path));
    }

    private static string Page => Repository.Combine("src", "Integrity.Toolkit.EntityFrameworkCore", "Validation", "README.md");

    private static IEnumerable<string> Shown(string[] lines)
        => lines.Where((_, line) => line > 0 && lines[line - 1] == "```sql" && lines[line].StartsWith('"'));

    private async Task<BookingContext> OpenAsync()
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<BookingContext>();
        connect(options);
        options.UseValidation();
        return new BookingContext(options.Options);
    }
}

public sealed class CheckReadmeSqliteTests(SqliteDatabase database) : CheckReadmeTests<SqliteDatabase>(database);

public sealed class CheckReadmePostgresTests(PostgresDatabase database) : CheckReadmeTests<PostgresDatabase>(database);

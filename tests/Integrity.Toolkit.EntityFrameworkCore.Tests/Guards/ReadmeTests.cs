using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The code in the README compiles, runs, and shows the generated SQL.</summary>
public abstract class ReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public static TheoryData<string> Pages =>
    [
        "README.md",
        "src/Integrity.Toolkit/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/Constraints/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/Hooks/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/SoftDelete/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/Transitions/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/Validation/README.md",
        "src/Integrity.Toolkit.EntityFrameworkCore/Versioning/README.md",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_code_block_in_a_readme_compiles(string page)
    {
        var compiled = Directory
            .GetFiles(Repository.Combine("tests", "Integrity.Toolkit.EntityFrameworkCore.Tests", "Readme"), "*.cs")
            .Select(file => ReadmePage.Flat(File.ReadAllLines(file)))
            .ToList();

        var blocks = new ReadmePage(page.Split('/')).Blocks("csharp").ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(compiled, file => file.Contains(ReadmePage.Flat(block), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/Constraints/README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/Hooks/README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/SoftDelete/README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/Transitions/README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/Validation/README.md")]
    [InlineData("src/Integrity.Toolkit.EntityFrameworkCore/Versioning/README.md")]
    public void The_first_code_appears_within_twenty_lines_and_eighty_words(string page)
    {
        var lines = File.ReadAllLines(Repository.Combine(page.Split('/')));

        var first = Array.FindIndex(lines, line => line.StartsWith("```csharp", StringComparison.Ordinal));

        Assert.InRange(first, 1, 20);
        Assert.InRange(lines[..first].Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length), 1, 80);
    }

    [Fact]
    public async Task The_quickstart_does_what_the_readme_shows()
    {
        var sql = new SqlRecorder();
        await using var app = await AppAsync(sql);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Readme.DeskContext>();
        var ticket = new Readme.Ticket { Title = "a title" };
        db.Add(ticket);
        await db.SaveChangesAsync();
        sql.Commands.Clear();

        await Quickstart.UseAsync(db, ticket.Id, version: 1);

        Assert.Equal(4, db.Entry(ticket).Property<int>("Version").CurrentValue);
        Assert.Equal(["new", "open"], await db.Entry(ticket).Transitions().Select(row => row.ToState).ToListAsync());
        if (typeof(TDatabase) == typeof(SqliteDatabase))
        {
            var said = string.Join('\n', sql.Commands.Select(command => ReadmePage.Flat(command.Split('\n'))));
            Assert.All(
                new ReadmePage("README.md").Blocks("sql"),
                block => Assert.Contains(ReadmePage.Flat(block), said, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("soft-delete.live", """DELETE FROM "Tickets" """)]
    [InlineData("version.not-moved", """UPDATE "Tickets" SET "Title" = 'mine', "Version" = 7""")]
    [InlineData("transition.not-permitted", """UPDATE "Tickets" SET "Status" = 'closed', "Version" = "Version" + 1""")]
    public async Task Raw_SQL_is_rejected_as_the_readme_shows(string code, string statement)
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<GuardedDesk>();
        connect(options);
        await using var db = new GuardedDesk(
            (DbContextOptions<GuardedDesk>)options.UseSoftDelete().UseVersioning().UseTransitions().Options);
        await db.Database.EnsureCreatedAsync();
        db.Add(new Readme.Ticket { Title = "a title" });
        await db.SaveChangesAsync();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(statement));

        Assert.Equal(code, refused.Violations.Single().Code);
        if (typeof(TDatabase) == typeof(SqliteDatabase))
        {
            var said = refused.InnerException!.Message[(refused.InnerException.Message.IndexOf('\'', StringComparison.Ordinal) + 1)..^2];
            Assert.Contains(said, await File.ReadAllTextAsync(Repository.Combine("README.md")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_violation_message_matches_the_readme()
    {
        await using var app = await AppAsync(new SqlRecorder());
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Readme.DeskContext>();
        var ticket = new Readme.Ticket { Title = "a title" };
        db.Add(ticket);
        await db.SaveChangesAsync();

        var message = await Quickstart.RefusedAsync(db, ticket);

        Assert.Contains(message, File.ReadAllText(Repository.Combine("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learned_table_permits_the_observed_transitions()
    {
        var table = await Quickstart.LearnAsync(Log());

        Assert.True(table.Permits("new", "open"));
        Assert.False(table.Permits("open", "new"));

        static async IAsyncEnumerable<(string?, string)> Log()
        {
            yield return (null, "new");
            await Task.Yield();
            yield return ("new", "open");
        }
    }

    private async Task<ServiceProvider> AppAsync(SqlRecorder sql)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        services.AddSingleton<SignedInUser>();
        services.AddSingleton<Notifier>();
        Quickstart.Register(services, options =>
        {
            connect(options);
            options.AddInterceptors(sql);
        });
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Readme.DeskContext>().Database.EnsureCreatedAsync();
        return app;
    }
}

public sealed class ReadmeSqliteTests(SqliteDatabase database) : ReadmeTests<SqliteDatabase>(database);

public sealed class ReadmePostgresTests(PostgresDatabase database) : ReadmeTests<PostgresDatabase>(database);

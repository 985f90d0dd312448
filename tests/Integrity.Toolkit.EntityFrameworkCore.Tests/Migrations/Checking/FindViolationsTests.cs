using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations.Checking;

/// <summary>Rows that exist before a constraint.</summary>
public abstract class FindViolationsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly Action<ModelBuilder> Checked = MigratingModels.Guarded(paper => paper.HasRules<PaperRules>());

    [Fact]
    public async Task Rows_that_violate_a_rule_are_counted_and_identified_by_key()
    {
        var app = await WithTitlesAsync("ab", "abc", "a", "abcd", "x");

        var rows = Assert.Single(await FindAsync(app, Checked, sample: 2));

        Assert.Equal((3, "Paper", "Paper"), (rows.Count, rows.Entity, rows.Table));
        Assert.Equal([1, 3], rows.Keys.Select(key => key.Single()));
        Assert.Equal([nameof(Paper.Title)], rows.Members);
        Assert.Null(rows.NotChecked);
        Assert.DoesNotContain("ab", rows.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_violating_rows_the_migration_that_adds_the_constraint_succeeds()
    {
        var app = await WithTitlesAsync("abc", "a");
        var before = await FindAsync(app, Checked);
        await app.RunAsync("UPDATE \"Paper\" SET \"Title\" = 'abc'");
        var after = await FindAsync(app, Checked);

        await app.GrowAsync("Check", Checked);

        Assert.Single(before);
        Assert.Empty(after);
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Paper\" SET \"Title\" = 'a'"));
    }

    [Fact]
    public async Task A_CHECK_absent_from_the_database_is_missing()
    {
        var app = await WithTitlesAsync();

        var before = await app.CheckAsync(Checked);
        await app.GrowAsync("Check", Checked);

        var finding = Assert.Single(before.Findings);
        Assert.Equal((ManagedObjectKind.Check, ManagedObjectProblem.Missing), (finding.Kind, finding.Problem));
        Assert.Empty((await app.CheckAsync()).Findings);
    }

    [Fact]
    public async Task Rows_with_duplicate_unique_values_are_violations()
    {
        var app = await WithTitlesAsync("a", "b", "a", "c", "c", "c");

        var rows = Assert.Single(await FindAsync(app, MigratingModels.Guarded(paper => TestConstraint.Index(paper, "Title", null))));

        Assert.Equal(5, rows.Count);
        Assert.Equal([1, 3, 4, 5, 6], rows.Keys.Select(key => key.Single()));
    }

    [Fact]
    public async Task Rows_outside_the_filter_of_an_index_are_ignored()
    {
        var app = await WithTitlesAsync("a", "b", "a", "c", "c", "c");

        var rows = await FindAsync(app, MigratingModels.Guarded(paper => TestConstraint.Index(paper, "Title", "\"Id\" < 3 OR \"Id\" = 6")));

        Assert.Empty(rows);
    }

    [Fact]
    public async Task Null_values_are_not_duplicates()
    {
        var app = await WithTitlesAsync("a", "b");

        var rows = await FindAsync(app, MigratingModels.Guarded(paper => TestConstraint.Index(paper, "DeletedAt", null)));

        Assert.Empty(rows);
    }

    [Fact]
    public async Task A_dropped_index_is_missing_and_can_be_repaired()
    {
        var app = await WithTitlesAsync("a");
        await app.GrowAsync("Index", MigratingModels.Guarded(paper => TestConstraint.Index(paper, "Title", "\"Id\" > 0")));
        await app.RunAsync("DROP INDEX ux_paper");

        var finding = Assert.Single((await app.CheckAsync()).Findings, finding => finding.Problem == ManagedObjectProblem.Missing);
        await app.RunAsync(finding.Repair!);

        Assert.Equal((ManagedObjectKind.Index, "ux_paper", "paper.asked"), (finding.Kind, finding.Name, finding.Code));
        Assert.Empty((await app.CheckAsync()).Findings);
    }

    [Theory]
    [InlineData("CREATE INDEX ux_paper ON \"Paper\" (\"Title\") WHERE \"Id\" > 0")]
    [InlineData("CREATE UNIQUE INDEX ux_paper ON \"Paper\" (\"Title\")")]
    [InlineData("CREATE UNIQUE INDEX ux_paper ON \"Paper\" (\"Title\", \"Id\") WHERE \"Id\" > 0")]
    public async Task A_rewritten_index_is_different(string index)
    {
        var app = await WithTitlesAsync("a");
        await app.GrowAsync("Index", MigratingModels.Guarded(paper => TestConstraint.Index(paper, "Title", "\"Id\" > 0")));
        await app.RunAsync("DROP INDEX ux_paper");
        await app.RunAsync(index);

        var finding = Assert.Single((await app.CheckAsync()).Findings);

        Assert.Equal((ManagedObjectKind.Index, ManagedObjectProblem.Different), (finding.Kind, finding.Problem));
    }

    [Fact]
    public async Task A_row_with_an_unknown_status_violates_its_guard()
    {
        var app = await MigratingApplication.CreateAsync(database, AllBlocks);
        void Statuses(ModelBuilder model, bool isGuarded) => model.Entity<Ticket>(ticket =>
        {
            ticket.Ignore(x => x.Address).Ignore(x => x.Details).Ignore(x => x.Budget).Ignore(x => x.Labels).Ignore(x => x.Tags);
            ticket.Ignore(x => x.Comments).Ignore(x => x.Attachments).Ignore(x => x.Notes);
            ticket.Property(x => x.Status).HasConversion<string>();
            var transitions = ticket.HasTransitions(x => x.Status, TicketFlow.Table);
            _ = isGuarded ? transitions.GuardInDatabase() : transitions;
        });
        await app.GrowAsync("Initial", model => Statuses(model, isGuarded: false));
        foreach (var (id, status) in ((int, string)[])[(1, "New"), (2, "Forgotten"), (3, "Closed"), (4, "new")])
        {
            await app.RunAsync($"INSERT INTO \"Ticket\" (\"Id\", \"Title\", \"Priority\", \"Status\", \"Version\") VALUES ({id}, 't', 1, '{status}', 1)");
        }

        var rows = Assert.Single(await FindAsync(app, model => Statuses(model, isGuarded: true)));

        Assert.Equal("transition.not-permitted", rows.Code);
        Assert.Equal([2, 4], rows.Keys.Select(key => key.Single()));
    }

    [Fact]
    public async Task Declared_checks_and_unique_values_are_searched_too()
    {
        var app = await WithTitlesAsync("a", "b", "a", "bb");

        var rows = await FindAsync(app, MigratingModels.Guarded(paper =>
        {
            paper.HasCheck(x => x.Id < 4, "paper.first");
            paper.HasUnique(x => x.Title, "paper.title").WithFilter(x => x.DeletedAt == null);
        }));

        Assert.Equal(
            [("paper.first", 1L, "4"), ("paper.title", 2L, "1,3")],
            rows.OrderBy(found => found.Code).Select(found => (found.Code, found.Count, string.Join(',', found.Keys.Select(key => key.Single())))));
    }

    [Fact]
    public async Task Overlapping_periods_are_violations()
    {
        var app = await MigratingApplication.CreateAsync(database, AllBlocks);
        await app.GrowAsync("Initial", model => model.Entity<Shift>());
        foreach (var (id, person, begin, end) in ((int, char, int, string)[])
            [(1, 'a', 1, "5"), (2, 'a', 5, "9"), (3, 'a', 8, "NULL"), (4, 'b', 1, "NULL"), (5, 'a', 7, "6")])
        {
            await app.RunAsync($"INSERT INTO \"Shift\" (\"Id\", \"Person\", \"Begin\", \"End\") VALUES ({id}, '{person}', {begin}, {end})");
        }

        void Exclusive(ModelBuilder model)
            => model.Entity<Shift>().HasExclusion(x => x.Person, "shift.twice").WithPeriod(x => x.Begin, x => x.End);
        var rows = Assert.Single(await FindAsync(app, Exclusive));
        await app.RunAsync("UPDATE \"Shift\" SET \"End\" = 8 WHERE \"Id\" = 2");
        await app.GrowAsync("Exclude", Exclusive);

        Assert.Equal([2, 3], rows.Keys.Select(key => key.Single()));
        Assert.Equal("shift.twice", rows.Code);
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Shift\" SET \"End\" = 9 WHERE \"Id\" = 2"));
    }

    [Fact]
    public async Task A_declaration_can_supply_its_own_violation_query()
    {
        var app = await WithTitlesAsync("a", "b", "c");

        var rows = Assert.Single(await FindAsync(app, MigratingModels.Guarded(paper => TestConstraint.Violation(
            paper, "EXISTS (SELECT 1 FROM \"Paper\" AS o WHERE o.\"Id\" = \"held\".\"Id\" + 1)"))));

        Assert.Equal([1, 2], rows.Keys.Select(key => key.Single()));
    }

    [Fact]
    public async Task A_column_that_does_not_exist_yet_is_reported()
    {
        var app = await WithTitlesAsync("a");

        var rows = Assert.Single(await FindAsync(app, MigratingModels.Guarded(paper =>
        {
            paper.HasRules<PaperRules>();
            paper.Property(x => x.Title).HasColumnName("Heading");
        })));

        Assert.Equal("The table has no column Heading yet. Check again after the migration.", rows.NotChecked);
        Assert.Equal(0, rows.Count);
    }

    [Fact]
    public async Task A_table_that_does_not_exist_yet_is_reported()
    {
        var app = await MigratingApplication.CreateAsync(database, AllBlocks);

        var rows = Assert.Single(await FindAsync(app, Checked));

        Assert.Equal("The table does not exist yet.", rows.NotChecked);
    }

    [Fact]
    public async Task Keys_are_those_of_the_entity()
    {
        var app = await MigratingApplication.CreateAsync(database, AllBlocks);
        var key = Guid.NewGuid();
        void Model(ModelBuilder model, string violation) => model.Entity<Paper>(paper =>
        {
            paper.HasSoftDelete();
            paper.Property<Guid>("Number");
            paper.HasKey("Number", "Id");
            if (violation.Length > 0)
            {
                TestConstraint.Violation(paper, violation);
            }
        });
        await using (var context = app.Open(model => Model(model, "")))
        {
            await context.Database.EnsureCreatedAsync();
            context.Entry(context.Add(new Paper { Id = 7 }).Entity).Property("Number").CurrentValue = key;
            await context.SaveChangesAsync();
        }

        var rows = Assert.Single(await FindAsync(app, model => Model(model, "\"held\".\"Id\" = 7")));

        Assert.Equal([key, 7], rows.Keys.Single());
    }

    [Fact]
    public async Task The_search_leaves_an_open_transaction_unchanged()
    {
        var app = await WithTitlesAsync("a", "abc");
        await using var context = app.Open(MigratingModels.Guarded(paper =>
        {
            paper.HasRules<PaperRules>();
            TestConstraint.Violation(paper, "\"held\".\"Title\" = \"held\".\"Id\"");
        }));
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (9, 'b')");

        var rows = await context.Database.FindViolationsAsync();
        await transaction.CommitAsync();

        Assert.Contains(rows, found => found.Count == 2);
        Assert.Equal(3, await app.ReadAsync<int>("SELECT CAST(count(*) AS int) AS \"Value\" FROM \"Paper\""));
    }

    [Fact]
    public async Task A_sample_of_zero_only_counts_and_a_negative_sample_throws()
    {
        var app = await WithTitlesAsync("a", "b");
        await using var context = app.Open(Checked);

        var rows = Assert.Single(await context.Database.FindViolationsAsync(sample: 0));

        Assert.Equal(2, rows.Count);
        Assert.Empty(rows.Keys);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => context.Database.FindViolationsAsync(sample: -1));
    }

    private static void AllBlocks(DbContextOptionsBuilder options)
        => options.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseConstraints();

    private static async Task<IReadOnlyList<ConstraintViolations>> FindAsync(MigratingApplication app, Action<ModelBuilder> model, int sample = 10)
    {
        await using var context = app.Open(model);
        return await context.Database.FindViolationsAsync(sample);
    }

    private async Task<MigratingApplication> WithTitlesAsync(params string[] titles)
    {
        var app = await MigratingApplication.CreateAsync(database, AllBlocks);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        for (var i = 0; i < titles.Length; i++)
        {
            await app.RunAsync($"INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES ({i + 1}, '{titles[i]}')");
        }

        return app;
    }
}

public sealed class FindViolationsOnSqliteTests(SqliteDatabase database) : FindViolationsTests<SqliteDatabase>(database);

public sealed class FindViolationsOnPostgresTests(PostgresDatabase database) : FindViolationsTests<PostgresDatabase>(database);

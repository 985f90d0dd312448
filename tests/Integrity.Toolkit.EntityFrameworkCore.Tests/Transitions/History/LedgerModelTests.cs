using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Ledgers for all kinds of models, and models that do not support one.</summary>
public abstract class LedgerModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<string> Flow = TransitionTable.Create<string>("o'neill", t => t
        .Initial("it's new").Permit("it's new", "o''pen").Permit("o''pen", "it's new").Permit("o''pen", "closed").Terminal("closed"));

    [Fact]
    public async Task Unusual_names_composite_keys_and_quoted_states_can_have_a_ledger()
    {
        await using var db = await CreateAsync(part =>
        {
            part.HasKey(x => new { x.House, x.Number });
            part.ToTable("a table's \"name\" that is quite a bit longer than the sixty-three bytes of PostgreSQL");
            part.Property(x => x.Status).HasColumnName("the status, \"quoted\"");
            part.HasTransitions(x => x.Status, Flow).WithHistory(h => h.RequireInDatabase());
        });
        var part = new Part { House = "o'brien", Number = 7 };
        db.Add(part);
        await db.SaveChangesAsync();

        db.Entry(part).TransitionTo("o''pen");
        db.Entry(part).TransitionTo("it's new");
        db.Entry(part).TransitionTo("o''pen");
        await db.SaveChangesAsync();

        Assert.Equal("o''pen", (await db.Parts.AsNoTracking().SingleAsync()).Status);
        Assert.Equal(4, await db.Entry(part).Transitions().CountAsync());
        Assert.True((await db.CheckHistoryAsync<Part>()).IsValid);
        Assert.True((await db.Database.CheckManagedObjectsAsync()).Findings.Count == 0);
    }

    [Fact]
    public async Task A_history_is_deleted_with_its_row_where_declared()
    {
        await using var db = await CreateAsync(part =>
        {
            part.HasKey(x => x.Number);
            part.HasTransitions(x => x.Status, Flow).WithHistory(h => h.RequireInDatabase().AllowCascadeDelete());
        });
        var part = new Part { Number = 7 };
        db.Add(part);
        await db.SaveChangesAsync();
        db.Entry(part).TransitionTo("o''pen");
        await db.SaveChangesAsync();

        db.Remove(part);
        await db.SaveChangesAsync();
        db.Add(new Part { Number = 7 });
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.TransitionsOf<Part>().CountAsync());
        Assert.True((await db.CheckHistoryAsync<Part>()).IsValid);
    }

    [Fact]
    public async Task A_row_inserted_by_raw_SQL_gets_its_initial_entry_with_its_first_transition()
    {
        await using var db = await CreateAsync(part =>
        {
            part.HasKey(x => x.Number);
            part.HasTransitions(x => x.Status, Flow).WithHistory(h => h.RequireInDatabase());
        });
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"Parts\" (\"Number\", \"House\", \"Status\") VALUES (7, '', 'it''s new')");
        var part = await db.Parts.SingleAsync();

        db.Entry(part).TransitionTo("o''pen");
        await db.SaveChangesAsync();

        Assert.Equal(
            [TransitionOrigin.Backfill, TransitionOrigin.Fired],
            await db.Entry(part).Transitions().Select(row => row.Origin).ToListAsync());
        Assert.True((await db.CheckHistoryAsync<Part>()).IsValid);
    }

    [Fact]
    public async Task A_required_history_includes_the_guard()
    {
        await using var first = await CreateAsync(Keyed(
            part => part.HasTransitions(x => x.Status, Flow).GuardInDatabase().WithHistory(h => h.RequireInDatabase())));
        await using var last = await CreateAsync(Keyed(
            part => part.HasTransitions(x => x.Status, Flow).WithHistory(h => h.RequireInDatabase()).GuardInDatabase()));

        Assert.Equal(
            DatabaseEnforcement.Ledger, TransitionsPlan.Of(first.Model.FindEntityType(typeof(Part))!).Hold);
        Assert.Equal(
            DatabaseEnforcement.Ledger, TransitionsPlan.Of(last.Model.FindEntityType(typeof(Part))!).Hold);
    }

    [Fact]
    public async Task A_ledger_cannot_be_combined_with_observe_mode()
    {
        await RefusedAsync(part => part.HasTransitions(x => x.Status, Flow).Observe().WithHistory(h => h.RequireInDatabase()));
        await RefusedAsync(part => part.HasTransitions(x => x.Status, Flow).Off().WithHistory(h => h.RequireInDatabase()));
    }

    [Fact]
    public async Task A_ledger_cannot_outlive_its_rows()
        => await RefusedAsync(part => part.HasTransitions(x => x.Status, Flow)
            .WithHistory(h =>
            {
                h.RequireInDatabase();
                h.KeepAfterDelete();
            }));

    private static Action<EntityTypeBuilder<Part>> Keyed(Action<EntityTypeBuilder<Part>> declare)
        => part =>
        {
            part.HasKey(x => x.Number);
            declare(part);
        };

    private async Task RefusedAsync(Action<EntityTypeBuilder<Part>> declare)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => CreateAsync(Keyed(declare)));

        Assert.Contains(nameof(Part), refused.Message, StringComparison.Ordinal);
        Assert.Contains("RequireInDatabase()", refused.Message, StringComparison.Ordinal);
    }

    private async Task<PartContext> CreateAsync(Action<EntityTypeBuilder<Part>> declare)
    {
        var options = new DbContextOptionsBuilder<PartContext>();
        (await database.CreateAsync())(options);
        options.UseTransitions().EnableServiceProviderCaching(false);
        var db = new PartContext(options.Options, declare);
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    private sealed class Part
    {
        public string House { get; set; } = "";

        public int Number { get; set; }

        public string Status { get; set; } = "it's new";
    }

    private sealed class PartContext(DbContextOptions<PartContext> options, Action<EntityTypeBuilder<Part>> declare) : DbContext(options)
    {
        public DbSet<Part> Parts => Set<Part>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Part>().Property(x => x.Number).ValueGeneratedNever();
            declare(modelBuilder.Entity<Part>());
        }
    }
}

public sealed class LedgerModelSqliteTests(SqliteDatabase database) : LedgerModelTests<SqliteDatabase>(database);

public sealed class LedgerModelPostgresTests(PostgresDatabase database) : LedgerModelTests<PostgresDatabase>(database);

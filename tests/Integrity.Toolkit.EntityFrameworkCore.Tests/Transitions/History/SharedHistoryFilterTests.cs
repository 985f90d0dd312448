using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>A shared history table reveals no more than the separate histories.</summary>
public abstract class SharedHistoryFilterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Each_type_follows_its_own_query_filter()
    {
        await using var app = await ShelfAsync();
        await using var db = Tenant(app, 1);

        Assert.Equal(["abcdef01-2345-6789-abcd-ef0123456789"], await KeysAsync(db, "BoxGuid"));
        Assert.Equal(["1", "2"], await KeysAsync(db, "BoxInt32"));
        Assert.Equal(2, await db.TransitionsOf<Box<Guid>>().CountAsync());
        Assert.Equal(2, await db.HistoryOf<Box<Guid>>(Mine).Rows.CountAsync());
        Assert.Equal(0, await db.HistoryOf<Box<Guid>>(Foreign).Rows.CountAsync());
        Assert.Equal(4, (await db.CheckHistoryAsync<Box<Guid>>()).Rows);
    }

    [Fact]
    public async Task The_filter_uses_the_querying_context_and_can_be_ignored()
    {
        await using var app = await ShelfAsync();
        await using var first = Tenant(app, 1);
        await using var nobody = Tenant(app, 3);

        Assert.Single(await KeysAsync(first, "BoxGuid"));
        Assert.Empty(await KeysAsync(nobody, "BoxGuid"));
        Assert.Equal(8, await nobody.SharedTransitions().IgnoreQueryFilters().CountAsync());
        Assert.Equal(4, await nobody.SharedTransitions().CountAsync());
    }

    [Fact]
    public async Task Redaction_affects_only_the_own_tenant()
    {
        await using var app = await ShelfAsync();
        await using var db = Tenant(app, 1);

        Assert.Equal(1, await db.RedactTransitionsAsync<Box<Guid>>(row => true, TransitionDetails.Reason));
    }

    [Fact]
    public async Task The_history_of_a_hard_deleted_filtered_row_is_hidden()
    {
        await using var app = await ShelfAsync();
        await using var db = Tenant(app, 1);

        db.Remove(await db.Set<Box<Guid>>().SingleAsync());
        await db.SaveChangesAsync();

        Assert.Empty(await KeysAsync(db, "BoxGuid"));
        Assert.Equal(1, (await db.CheckHistoryAsync<Box<Guid>>()).Kept);
    }

    private static readonly Guid Mine = new("ABCDEF01-2345-6789-ABCD-EF0123456789");

    private static readonly Guid Foreign = new("ABCDEF01-2345-6789-ABCD-EF0123456780");

    private async Task<TestApplication> ShelfAsync()
    {
        var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        foreach (var (id, owner) in ((Guid, int)[])[(Mine, 1), (Foreign, 2)])
        {
            await app.BoxAsync(id);
            await using var db = app.Open();
            await db.Set<Box<Guid>>().Where(x => x.Id == id).BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Owner, owner));
        }

        await app.BoxAsync(1);
        await app.BoxAsync(2);
        return app;
    }

    private static Task<List<string>> KeysAsync(DbContext db, string type)
        => db.SharedTransitions().Where(x => x.EntityType == type).Select(x => x.EntityKey).Distinct().Order().ToListAsync();

    private static ShelfContext Tenant(TestApplication app, int tenant)
    {
        var options = new DbContextOptionsBuilder<ShelfContext>();
        app.Configure(options, Alone);
        return new ShelfContext(options.Options) { Tenant = tenant };
    }

    private sealed class ShelfContext(DbContextOptions options) : DeskContext(options, SharedHistoryModel.Model)
    {
        public int Tenant { get; init; }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Box<Guid>>().HasQueryFilter(x => x.Owner == Tenant);
        }
    }
}

public sealed class SharedHistoryFilterSqliteTests(SqliteDatabase database) : SharedHistoryFilterTests<SqliteDatabase>(database);

public sealed class SharedHistoryFilterPostgresTests(PostgresDatabase database) : SharedHistoryFilterTests<PostgresDatabase>(database);

using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteFilterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Unnamed = DeskModel.With(
        model => model.Entity<Ticket>().HasQueryFilter(x => x.Priority == 1));

    private static readonly DeskModel Named = DeskModel.With(
        model => model.Entity<Ticket>().HasQueryFilter("tenant", x => x.Priority == 1));

    private static readonly DeskModel NamedLikeOurs = DeskModel.With(
        model => model.Entity<Ticket>().HasQueryFilter(SoftDeleteDefaults.FilterName, x => x.Priority == 1));

    private static readonly DeskModel FilteredAnimals = DeskModel.With(model =>
    {
        Animal.OneTable.Build(model);
        model.Entity<Animal>().HasQueryFilter(x => x.Name != "hidden");
    });

    [Fact]
    public async Task Querying_deleted_rows_keeps_an_unnamed_filter_active()
    {
        await using var app = await TestApplication.CreateAsync(database, Unnamed);
        await SeedAsync(app);

        await using var db = app.Open();

        await AssertTenantAsync(db);
    }

    [Fact]
    public async Task Querying_deleted_rows_keeps_a_named_filter_active()
    {
        await using var app = await TestApplication.CreateAsync(database, Named);
        await SeedAsync(app);

        await using var db = app.Open();

        await AssertTenantAsync(db);
        Assert.Equal(2, await db.Tickets.IgnoreQueryFilters(["tenant"]).CountAsync());
    }

    [Fact]
    public async Task A_filter_that_reads_the_context_uses_the_current_context()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);
        var options = new DbContextOptionsBuilder();
        app.Configure(options);

        await using var one = new TenantContext(options.Options) { Tenant = 1 };
        await using var two = new TenantContext(options.Options) { Tenant = 2 };

        await AssertTenantAsync(one);
        Assert.Equal([2, 2], await two.Tickets.WithDeleted().Select(x => x.Priority).ToListAsync());
        Assert.Equal("live 2", (await two.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_user_filter_with_the_toolkits_name_takes_precedence()
    {
        await using var app = await TestApplication.CreateAsync(database, NamedLikeOurs);
        await SeedAsync(app);

        await using var db = app.Open();

        Assert.Equal(["dead 1", "live 1"], await db.Tickets.Select(x => x.Title).OrderBy(x => x).ToListAsync());
        Assert.Equal(4, await db.Tickets.WithDeleted().CountAsync());
    }

    [Fact]
    public async Task A_user_filter_applies_to_every_branch_of_a_hierarchy()
    {
        await using var app = await TestApplication.CreateAsync(database, FilteredAnimals);
        await using (var seeding = app.Open())
        {
            seeding.AddRange(
                new Dog { Id = 1 }, new Dog { Id = 2 }, new Dog { Id = 3, Name = "hidden" }, new Cat { Id = 4 },
                new Cat { Id = 5, Name = "hidden" });
            await seeding.SaveChangesAsync();
            seeding.Remove(await seeding.Set<Dog>().SingleAsync(x => x.Id == 2));
            await seeding.SaveChangesAsync();
        }

        await using var db = app.Open();

        Assert.Equal([1, 4], await db.Set<Animal>().Select(x => x.Id).OrderBy(x => x).ToListAsync());
        Assert.Equal([1], await db.Set<Dog>().Select(x => x.Id).ToListAsync());
        Assert.Equal([4], await db.Set<Cat>().Select(x => x.Id).ToListAsync());
        Assert.Equal([1, 2, 4], await db.Set<Animal>().WithDeleted().Select(x => x.Id).OrderBy(x => x).ToListAsync());
        Assert.Equal([2], await db.Set<Dog>().OnlyDeleted().Select(x => x.Id).ToListAsync());
    }

    [Fact]
    public async Task Ignoring_all_filters_returns_every_row()
    {
        await using var app = await TestApplication.CreateAsync(database, Unnamed);
        await SeedAsync(app);

        await using var db = app.Open();

        Assert.Equal(4, await db.Tickets.IgnoreQueryFilters().CountAsync());
    }

    [Fact]
    public async Task Deleted_rows_are_hidden_in_includes_and_subqueries_unless_requested()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket { Comments = [new Comment { Text = "live" }, new Comment { Text = "dead" }] });
        await using (var deleting = app.Open())
        {
            deleting.Remove(await deleting.Comments.SingleAsync(x => x.Text == "dead"));
            await deleting.SaveChangesAsync();
        }

        await using var db = app.Open();

        Assert.Equal("live", Assert.Single((await db.Tickets.AsNoTracking().Include(x => x.Comments).SingleAsync()).Comments).Text);
        Assert.Equal(1, await db.Tickets.Select(x => x.Comments.Count).SingleAsync());
        Assert.Equal(2, (await db.Tickets.AsNoTracking().WithDeleted().Include(x => x.Comments).SingleAsync()).Comments.Count);
    }

    [Fact]
    public async Task Querying_deleted_rows_of_a_type_without_soft_delete_throws_with_the_remedy()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        var wrong = Assert.Throws<InvalidOperationException>(() => db.Plains.OnlyDeleted());

        Assert.Contains("Plain is not soft-deletable", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("UseSoftDelete()", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filtered_query_can_return_deleted_rows()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await SeedAsync(app);

        await using var db = app.Open();

        Assert.Equal("dead 2", (await db.Tickets.Where(x => x.Priority == 2).OrderBy(x => x.Id).OnlyDeleted().SingleAsync()).Title);
    }

    private static async Task SeedAsync(TestApplication app)
    {
        foreach (var tenant in (int[])[1, 2])
        {
            await app.SaveAsync(new Ticket { Title = $"live {tenant}", Priority = tenant });
            var dead = await app.SaveAsync(new Ticket { Title = $"dead {tenant}", Priority = tenant });
            await using var db = app.Open();
            db.Remove(await db.Tickets.IgnoreQueryFilters().SingleAsync(x => x.Id == dead.Id));
            await db.SaveChangesAsync();
        }
    }

    private static async Task AssertTenantAsync(DeskContext db)
    {
        Assert.Equal("live 1", (await db.Tickets.SingleAsync()).Title);
        Assert.Equal("dead 1", (await db.Tickets.OnlyDeleted().SingleAsync()).Title);
        Assert.Equal(2, await db.Tickets.WithDeleted().CountAsync());
    }
}

public sealed class SoftDeleteFilterSqliteTests(SqliteDatabase database) : SoftDeleteFilterTests<SqliteDatabase>(database);

public sealed class SoftDeleteFilterPostgresTests(PostgresDatabase database) : SoftDeleteFilterTests<PostgresDatabase>(database);

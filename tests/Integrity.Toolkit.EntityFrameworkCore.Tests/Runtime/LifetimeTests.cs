using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Runtime;

public abstract class LifetimeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Two_AddIntegrity_calls_are_combined()
    {
        var connect = await database.CreateAsync();
        var delivered = new List<CommittedSave>();
        await using var services = new ServiceCollection()
            .AddSingleton(DeskModel.Default)
            .AddDbContext<DeskContext>(options => connect(options.UseTransitions().UseSoftDelete().UseVersioning()))
            .AddIntegrity<DeskContext>(i => i.UseActor<TestActor>().OnCommitted(delivered.Add))
            .AddIntegrity<DeskContext>(i => i.OnCommitted(delivered.Add))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
        await db.Database.EnsureCreatedAsync();

        db.Add(new Ticket());
        await db.SaveChangesAsync();

        Assert.Equal(["anna", "anna"], delivered.Select(save => save.Actor.Id));
    }

    [Fact]
    public async Task A_pooled_context_uses_the_actor_of_the_current_scope()
    {
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddDbContextPool<PooledContext>(configure, poolSize: 1);
            services.AddIntegrity<PooledContext>(i => i.UseActor<TestActor>());
        });

        foreach (var name in (string[])["anna", "ben", "carl"])
        {
            await using var scope = app.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TestActor>().Current = Actor.User(name);
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            db.Add(new Step());
            await db.SaveChangesAsync();
        }

        await using var last = app.CreateAsyncScope();
        var reader = last.ServiceProvider.GetRequiredService<PooledContext>();
        Assert.Equal(
            ["anna", "ben", "carl"],
            await reader.TransitionsOf<Step>().Select(row => row.ActorId).OrderBy(id => id).ToListAsync());
    }

    [Fact]
    public async Task A_pooled_context_resets_actor_reason_and_unsaved_work_when_returned()
    {
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddDbContextPool<PooledContext>(configure, poolSize: 1);
            services.AddIntegrity<PooledContext>();
        });
        PooledContext first;
        await using (var scope = app.CreateAsyncScope())
        {
            first = scope.ServiceProvider.GetRequiredService<PooledContext>();
            first.ActingAs(Actor.User("left over"), "left over");
            var step = new Step();
            first.Add(step);
            first.Entry(step).TransitionTo("begun");
        }

        await using var later = app.CreateAsyncScope();
        var db = later.ServiceProvider.GetRequiredService<PooledContext>();
        db.Add(new Step());
        await db.SaveChangesAsync();

        Assert.Same(first, db);
        var row = await db.TransitionsOf<Step>().SingleAsync();
        Assert.Equal((ActorKind.Unknown, null, null), (row.ActorKind, row.ActorId, row.Reason));
    }

    [Fact]
    public async Task A_scoped_actor_out_of_reach_of_a_pooled_context_throws_with_the_remedy()
    {
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddIntegrity<PooledContext>(i => i.UseActor<TestActor>());
            services.AddDbContextPool<PooledContext>(configure, poolSize: 1);
        });
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
        db.Add(new Step());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("TestActor", error.Message, StringComparison.Ordinal);
        Assert.Contains("Call AddIntegrity after AddDbContextPool", error.Message, StringComparison.Ordinal);
        Assert.Equal(EntityState.Added, db.ChangeTracker.Entries<Step>().Single().State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_factory_context_uses_a_singleton_actor_or_ActingAs(bool pooled)
    {
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddSingleton<TestActor>();
            _ = pooled
                ? services.AddPooledDbContextFactory<PooledContext>(configure)
                : services.AddDbContextFactory<PooledContext>(configure);
            services.AddIntegrity<PooledContext>(i => i.UseActor<TestActor>());
        });
        await using var db = await app.GetRequiredService<IDbContextFactory<PooledContext>>().CreateDbContextAsync();

        db.Add(new Step());
        await db.SaveChangesAsync();
        using (db.ActingAsSystem("job"))
        {
            db.Add(new Step());
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            [(ActorKind.User, "anna"), (ActorKind.System, "job")],
            (await db.TransitionsOf<Step>().ToListAsync()).Select(row => (row.ActorKind, row.ActorId!)).OrderBy(who => who.Item2));
    }

    [Fact]
    public async Task A_factory_context_with_a_scoped_actor_throws_unless_ActingAs_supplies_the_actor()
    {
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddDbContextFactory<PooledContext>(configure);
            services.AddIntegrity<PooledContext>(i => i.UseActor<TestActor>());
        });
        await using var db = await app.GetRequiredService<IDbContextFactory<PooledContext>>().CreateDbContextAsync();
        db.Add(new Step());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        using (db.ActingAsSystem("job"))
        {
            await db.SaveChangesAsync();
        }

        Assert.Equal("job", (await db.TransitionsOf<Step>().SingleAsync()).ActorId);
    }

    [Fact]
    public async Task ActingAs_scopes_nest_and_end_in_any_order()
    {
        await using var world = await TestApplication.CreateAsync(database);
        await using var db = world.Open();
        var outer = db.ActingAsSystem("outer", "because");
        var inner = db.ActingAs(Actor.User("inner"));
        db.Add(new Ticket { Title = "1" });
        await db.SaveChangesAsync();

        outer.Dispose();
        db.Add(new Ticket { Title = "2" });
        await db.SaveChangesAsync();
        inner.Dispose();
        db.Add(new Ticket { Title = "3" });
        await db.SaveChangesAsync();

        var rows = new List<(string?, string?)>();
        foreach (var ticket in await db.Tickets.OrderBy(ticket => ticket.Title).ToListAsync())
        {
            var row = Assert.Single(await db.Entry(ticket).ReadHistoryAsync());
            rows.Add((row.ActorId, row.Reason));
        }

        Assert.Equal([("inner", "because"), ("inner", "because"), ("anna", null)], rows);
    }

    [Fact]
    public async Task Ten_contexts_with_equal_options_share_one_service_provider()
    {
        await using var world = await TestApplication.CreateAsync(database);

        var providers = Enumerable.Range(0, 10)
            .Select(_ => world.Open().Model)
            .Distinct()
            .Count();

        Assert.Equal(1, providers);
    }

    [Fact]
    public async Task Without_any_block_ActingAs_throws_with_the_remedy()
    {
        await using var world = await TestApplication.CreateAsync(database);
        var options = new DbContextOptionsBuilder<DeskContext>();
        world.Connect(options);
        await using var db = new DeskContext(options.Options);

        var error = Assert.Throws<InvalidOperationException>(() => db.ActingAsSystem("job"));

        Assert.Contains("UseIntegrity()", error.Message, StringComparison.Ordinal);
    }

    private async Task<ServiceProvider> AppAsync(
        Action<IServiceCollection, Action<DbContextOptionsBuilder>> register)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        register(services, options =>
        {
            connect(options);
            options.UseTransitions().UseSoftDelete();
        });
        var app = services.BuildServiceProvider(validateScopes: true);
        var options = new DbContextOptionsBuilder<PooledContext>();
        connect(options);
        options.UseTransitions().UseSoftDelete();
        await using var db = new PooledContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        return app;
    }
}

public sealed class LifetimeSqliteTests(SqliteDatabase database) : LifetimeTests<SqliteDatabase>(database);

public sealed class LifetimePostgresTests(PostgresDatabase database) : LifetimeTests<PostgresDatabase>(database);

public sealed class Step
{
    public int Id { get; set; }

    public string State { get; set; } = "begun";
}

public sealed class PooledContext(DbContextOptions<PooledContext> options) : DbContext(options)
{
    private static readonly TransitionTable<string> Table = TransitionTable.Create<string>(
        "step", t => t.Initial("begun").Permit("begun", "done").Terminal("done"));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Step>(step =>
        {
            step.HasSoftDelete();
            step.HasTransitions(x => x.State, Table);
        });
}

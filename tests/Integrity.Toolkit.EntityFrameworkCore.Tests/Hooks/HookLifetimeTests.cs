using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The creation of hooks and their services, for every way of creating a context.</summary>
public abstract class HookLifetimeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hook_of_a_scoped_context_uses_the_services_of_that_scope(bool pooled)
    {
        await using var app = await AppAsync((services, configure) => _ = pooled
            ? services.AddDbContextPool<SeedContext>(configure, poolSize: 1)
            : services.AddDbContext<SeedContext>(configure));

        foreach (var name in (string[])["anna", "ben"])
        {
            await using var scope = app.CreateAsyncScope();
            var service = scope.ServiceProvider.GetRequiredService<Scoped>();
            service.Calls.Add(name);
            var db = scope.ServiceProvider.GetRequiredService<SeedContext>();
            db.Add(new Seed());
            await db.SaveChangesAsync();

            Assert.Equal([name, "before", "after", "commit"], service.Calls);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_factory_context_resolves_singletons_and_throws_when_a_hook_needs_a_scoped_service(bool pooled)
    {
        var singleton = new HookLog();
        await using var app = await AppAsync((services, configure) =>
        {
            services.AddSingleton(singleton);
            _ = pooled
                ? services.AddPooledDbContextFactory<SeedContext>(configure)
                : services.AddDbContextFactory<SeedContext>(configure);
        });
        await using var db = await app.GetRequiredService<IDbContextFactory<SeedContext>>().CreateDbContextAsync();
        db.Add(new Seed());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        singleton.Calls.Clear();
        using (db.SuppressHooks<ScopedHooks<string>>())
        {
            await db.SaveChangesAsync();
        }

        Assert.Contains("ScopedHooks<string> needs Scoped, a scoped service, but this context was not created in a scope", error.Message, StringComparison.Ordinal);
        Assert.Equal(["before", "after", "commit"], singleton.Calls);
    }

    [Fact]
    public async Task A_context_from_a_scoped_factory_uses_the_services_of_that_scope()
    {
        await using var app = await AppAsync((services, configure) => services.AddDbContextFactory<SeedContext>(configure, ServiceLifetime.Scoped));
        await using var scope = app.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<Scoped>();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<SeedContext>>().CreateDbContextAsync();
        db.Add(new Seed());

        await db.SaveChangesAsync();

        // A scoped factory creates contexts in its own scope.
        Assert.Equal(["before", "after", "commit"], service.Calls);
    }

    [Fact]
    public async Task A_pool_registered_after_AddIntegrity_throws_and_explains_the_order()
    {
        await using var app = await AppAsync(
            (services, configure) =>
            {
                services.AddIntegrity<SeedContext>();
                services.AddDbContextPool<SeedContext>(configure);
            },
            integrity: false);
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SeedContext>();
        db.Add(new Seed());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("Call AddIntegrity after AddDbContextPool", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manually_created_context_throws_when_a_hook_needs_services()
    {
        var connect = await database.CreateAsync();
        await using var db = new SeedContext(Options(connect, o => o.UseHooks(h => h.Add<ScopedHooks<string>>())));
        await db.Database.EnsureCreatedAsync();
        await using var bare = new SeedContext(Options(connect, o => o.UseHooks(h => h.Add<StampHooks<string>>())));
        db.Add(new Seed());
        var seed = new Seed();
        bare.Add(seed);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        await bare.SaveChangesAsync();

        Assert.Contains("ScopedHooks<string> requires services, but the context was created without application services", error.Message, StringComparison.Ordinal);
        Assert.Equal(77, seed.Id);
    }

    [Fact]
    public async Task An_unregistered_service_fails_the_save_before_anything_is_saved()
    {
        var connect = await database.CreateAsync();
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var db = new SeedContext(Options(
            connect, o => o.UseApplicationServiceProvider(services).UseHooks(h => h.Add<LateHooks<string>>())));
        await db.Database.EnsureCreatedAsync();
        db.Add(new Seed());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("LateHooks<string> cannot be created from the services of the application", error.Message, StringComparison.Ordinal);
        Assert.Contains("Scoped", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await db.Set<Seed>().CountAsync());
    }

    [Fact]
    public async Task A_disposed_scope_is_named_as_the_cause()
    {
        var connect = await database.CreateAsync();
        await using var app = new ServiceCollection().AddScoped<Scoped>().BuildServiceProvider();
        var scope = app.CreateScope();
        await using var db = new SeedContext(Options(
            connect, o => o.UseApplicationServiceProvider(scope.ServiceProvider).UseHooks(h => h.Add<ScopedHooks<string>>())));
        await db.Database.EnsureCreatedAsync();
        db.Add(new Seed());

        scope.Dispose();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("ScopedHooks<string> cannot be created: the scope of the context is disposed", error.Message, StringComparison.Ordinal);
        Assert.IsType<ObjectDisposedException>(error.InnerException);
    }

    [Fact]
    public async Task A_disposed_scope_is_named_with_AddIntegrity_too()
    {
        await using var app = await AppAsync((services, configure) => services.AddDbContext<SeedContext>(configure));
        var connect = await database.CreateAsync();
        var scope = app.CreateScope();
        var options = new DbContextOptionsBuilder<SeedContext>(scope.ServiceProvider.GetRequiredService<DbContextOptions<SeedContext>>());
        connect(options);
        await using var db = new SeedContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        db.Add(new Seed());

        scope.Dispose();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("is disposed. Save before the scope ends", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposable_hook_must_be_registered_as_a_service()
    {
        var connect = await database.CreateAsync();
        await using var empty = new ServiceCollection().BuildServiceProvider();
        await using var app = new ServiceCollection().AddScoped<DisposableHooks<string>>().BuildServiceProvider();
        var scope = app.CreateScope();
        await using var db = new SeedContext(Options(
            connect, o => o.UseApplicationServiceProvider(empty).UseHooks(h => h.Add<DisposableHooks<string>>())));
        await using var registered = new SeedContext(Options(
            connect, o => o.UseApplicationServiceProvider(scope.ServiceProvider).UseHooks(h => h.Add<DisposableHooks<string>>())));
        await db.Database.EnsureCreatedAsync();
        db.Add(new Seed());
        registered.Add(new Seed());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        await registered.SaveChangesAsync();
        var hooks = scope.ServiceProvider.GetRequiredService<DisposableHooks<string>>();
        scope.Dispose();

        Assert.Contains("DisposableHooks<string> implements IDisposable but is not registered", error.Message, StringComparison.Ordinal);
        Assert.True(hooks.IsDisposed);
    }

    [Fact]
    public async Task No_state_of_a_pooled_context_leaks_into_its_next_use()
    {
        await using var app = await AppAsync((services, configure) => services.AddDbContextPool<SeedContext>(configure, poolSize: 1));
        SeedContext first;
        await using (var scope = app.CreateAsyncScope())
        {
            first = scope.ServiceProvider.GetRequiredService<SeedContext>();
            first.SuppressHooks();
            first.Add(new Seed());
            await first.SaveChangesAsync();
            first.Add(new Seed());
        }

        await using var later = app.CreateAsyncScope();
        var db = later.ServiceProvider.GetRequiredService<SeedContext>();
        var service = later.ServiceProvider.GetRequiredService<Scoped>();
        db.Add(new Seed());
        await db.SaveChangesAsync();

        Assert.Same(first, db);
        Assert.Equal(["before", "after", "commit"], service.Calls);
    }

    private static DbContextOptions<SeedContext> Options(
        Action<DbContextOptionsBuilder> connect, Action<DbContextOptionsBuilder> configure)
    {
        var options = new DbContextOptionsBuilder<SeedContext>();
        connect(options);
        configure(options);
        return options.Options;
    }

    private async Task<ServiceProvider> AppAsync(
        Action<IServiceCollection, Action<DbContextOptionsBuilder>> register, bool integrity = true)
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection().AddScoped<Scoped>();
        register(services, options => connect(options.UseHooks(h =>
        {
            h.Add<ScopedHooks<string>>();
            if (services.Any(service => service.ServiceType == typeof(HookLog)))
            {
                h.Add<SeedHooks>();
            }
        })));
        if (integrity)
        {
            services.AddIntegrity<SeedContext>();
        }

        await using var db = new SeedContext(Options(connect, _ => { }));
        await db.Database.EnsureCreatedAsync();
        return services.BuildServiceProvider(validateScopes: true);
    }

    public sealed class Scoped
    {
        public List<string> Calls { get; } = [];
    }

    public sealed class SeedContext(DbContextOptions<SeedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Seed>();
    }

    public sealed class ScopedHooks<TNothing>(Scoped service) : EntityHooks<Seed>
    {
        public override void BeforeCreate(EntityChange<Seed> change) => service.Calls.Add("before");

        public override void AfterCreate(EntityChange<Seed> change) => service.Calls.Add("after");

        public override void AfterCommit(CommittedChange<Seed> change) => service.Calls.Add("commit");
    }

    public sealed class StampHooks<TNothing> : EntityHooks<Seed>
    {
        public override void BeforeCreate(EntityChange<Seed> change) => change.Entity.Id = 77;
    }

    public sealed class LateHooks<TNothing>(Scoped service) : EntityHooks<Seed>
    {
        public override void AfterCommit(CommittedChange<Seed> change) => service.Calls.Add("commit");
    }

    public sealed class DisposableHooks<TNothing> : EntityHooks<Seed>, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public override void BeforeCreate(EntityChange<Seed> change) => ObjectDisposedException.ThrowIf(IsDisposed, this);

        public void Dispose() => IsDisposed = true;
    }
}

public sealed class HookLifetimeSqliteTests(SqliteDatabase database) : HookLifetimeTests<SqliteDatabase>(database);

public sealed class HookLifetimePostgresTests(PostgresDatabase database) : HookLifetimeTests<PostgresDatabase>(database);

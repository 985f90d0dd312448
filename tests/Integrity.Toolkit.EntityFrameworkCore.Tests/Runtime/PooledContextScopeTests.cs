using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Runtime;

/// <summary>Runs on PostgreSQL only, because SQLite does not support ambient transactions.</summary>
public sealed class PooledContextScopeTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_commit_after_the_return_to_the_pool_does_not_affect_the_next_use_of_the_context()
    {
        var told = new List<object?>();
        var connect = await database.CreateAsync();
        await using var provider = Services(connect, h => h.AfterCommit(change =>
        {
            told.Add(change.Key[0]);
            change.Context.Add(new Plain());
        }));
        await using (var first = provider.CreateAsyncScope())
        {
            await first.ServiceProvider.GetRequiredService<LeasedContext>().Database.EnsureCreatedAsync();
        }

        await using var next = provider.CreateAsyncScope();
        LeasedContext later;
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using (var scope = provider.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<LeasedContext>();
                db.Add(new Note());
                await db.SaveChangesAsync();
            }

            later = next.ServiceProvider.GetRequiredService<LeasedContext>();
            transaction.Complete();
        }

        Assert.Single(told);
        Assert.Empty(later.ChangeTracker.Entries());
    }

    private static ServiceProvider Services(Action<DbContextOptionsBuilder> connect, Action<InlineHooksBuilder<Note>> hooks)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContextPool<LeasedContext>(options =>
        {
            connect(options);
            options.UseHooks();
        });
        services.AddIntegrity<LeasedContext>(_ => { });
        LeasedContext.Hooks = hooks;
        return services.BuildServiceProvider();
    }

    private sealed class LeasedContext(DbContextOptions<LeasedContext> options) : DbContext(options)
    {
        public static Action<InlineHooksBuilder<Note>> Hooks { get; set; } = null!;

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Plain>();
            modelBuilder.Entity<Note>().HasHooks(Hooks);
        }
    }
}

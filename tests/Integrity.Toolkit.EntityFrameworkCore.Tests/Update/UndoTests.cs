using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>The state of the entities after a failed save.</summary>
public abstract class UndoTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    [Fact]
    public async Task An_entity_removed_by_a_hook_gets_back_only_its_modified_properties()
    {
        await using var app = await database.HookedAsync<Note>(h => h.BeforeUpdate(change =>
        {
            change.Context.Remove(change.Entity);
            change.Reject("note.refused", "No.");
        }));
        await app.SaveAsync(new Note { Text = "old" });
        await using var db = app.Open();
        var entry = db.Entry(await db.Notes.SingleAsync());
        entry.Entity.Text = "new";

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(EntityState.Modified, entry.State);
        Assert.Equal(["Text"], entry.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name));
        Assert.Equal("new", entry.Entity.Text);
    }

    [Fact]
    public async Task A_rollback_at_the_end_of_the_scope_runs_hooks_that_only_handle_rollbacks()
    {
        var connect = await database.CreateAsync();
        var calls = new HookLog();
        var services = new ServiceCollection();
        services.AddSingleton(calls);
        services.AddSingleton(DeskModel.With(model => model.Entity<Note>().HasHooks<RollbackHooks>()));
        services.AddDbContext<DeskContext>(builder =>
        {
            connect(builder);
            builder.UseHooks();
        });
        services.AddIntegrity<DeskContext>(_ => { });
        await using var provider = services.BuildServiceProvider();
        IDbContextTransaction transaction;
        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DeskContext>();
            await db.Database.EnsureCreatedAsync();
            transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Note());
            await db.SaveChangesAsync();
        }

        await transaction.DisposeAsync();

        Assert.Equal(["rolled back"], calls.Calls);
    }

    private sealed class RollbackHooks(HookLog log) : EntityHooks<Note>
    {
        public override void AfterRollback(EntityChange<Note> change) => log.Calls.Add("rolled back");
    }
}

public sealed class UndoSqliteTests(SqliteDatabase database) : UndoTests<SqliteDatabase>(database);

public sealed class UndoPostgresTests(PostgresDatabase database) : UndoTests<PostgresDatabase>(database);

using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks that change other saved entities.</summary>
public abstract class HookCascadeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entities_added_by_a_hook_run_their_own_hooks_and_are_saved_in_the_same_save(bool async)
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.BeforeCreate(c => c.Context.Add(new Plain { Text = c.Entity.Title })));
            model.Entity<Plain>().HasHooks(h => h
                .BeforeCreate(c => _calls.Add($"before {c.Entity.Text}"))
                .AfterCreate(c => _calls.Add($"after {c.Entity.Id > 0}")));
        });
        await using var db = app.Open();

        db.Add(new Ticket { Title = "a" });
        var rows = await db.SaveAsync(async);

        Assert.Equal(["before a", "after True"], _calls);
        Assert.Equal("a", (await app.Open().Plains.SingleAsync()).Text);
        Assert.True(rows >= 2);
    }

    [Fact]
    public async Task Without_change_detection_entities_added_by_a_hook_are_still_saved()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.BeforeCreate(c => c.Entity.Comments.Add(new Comment())));
            model.Entity<Comment>().HasHooks(h => h.BeforeCreate(_ => _calls.Add("comment")));
        });
        await using var db = app.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Equal(["comment"], _calls);
        Assert.Equal(1, await app.Open().Comments.CountAsync());
    }

    [Fact]
    public async Task Entities_changed_or_removed_by_a_hook_run_their_own_hooks()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(c =>
            {
                var notes = c.Context.Set<Note>().Local.OrderBy(note => note.Id).ToList();
                notes[0].Text = "changed";
                c.Context.Remove(notes[1]);
            }));
            model.Entity<Note>().HasHooks(h => h
                .BeforeUpdate(c => _calls.Add($"update {c.IsModified(x => x.Text)}"))
                .BeforeDelete(_ => _calls.Add("delete")));
        });
        await app.SaveAsync(new Ticket { Notes = { new Note(), new Note() } });
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Notes).SingleAsync();

        ticket.Title = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["delete", "update True"], _calls.Order());
        Assert.Equal("changed", (await app.Open().Notes.SingleAsync()).Text);
    }

    [Fact]
    public async Task Hooks_that_undo_each_other_are_called_once_per_operation()
    {
        await using var app = await database.HookedAsync(model => model.Entity<Plain>().HasHooks(h => h
            .BeforeUpdate(c =>
            {
                _calls.Add("update");
                c.Entry.State = EntityState.Deleted;
            })
            .BeforeDelete(c =>
            {
                _calls.Add("delete");
                c.Entry.State = EntityState.Modified;
            })
            .AfterSave(c => _calls.Add($"after {c.Operation}"))));
        await app.SaveAsync(new Plain());
        _calls.Clear();
        await using var db = app.Open();

        (await db.Plains.SingleAsync()).Text = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["update", "delete", "after Update"], _calls);
    }

    [Fact]
    public async Task An_entity_detached_by_a_hook_is_not_saved_and_runs_no_further_hooks()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Plain>().HasHooks(h => h.BeforeSave(c => c.Entry.State = EntityState.Detached));
            model.Entity<Plain>().HasHooks(h => h
                .BeforeSave(_ => _calls.Add("general"))
                .BeforeCreate(_ => _calls.Add("before"))
                .AfterCreate(_ => _calls.Add("after"))
                .AfterCommit(_ => _calls.Add("commit")));
        });
        await using var db = app.Open();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        Assert.Empty(_calls);
        Assert.Equal(0, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task A_delete_turned_into_an_update_by_a_hook_runs_update_hooks_from_then_on()
    {
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeDelete(c =>
            {
                c.Entry.State = EntityState.Modified;
                c.Entity.Text = "kept";
            })
            .BeforeUpdate(c => _calls.Add($"before {c.Operation}"))
            .AfterUpdate(c => _calls.Add($"after {c.Operation}"))
            .AfterDelete(_ => _calls.Add("deleted"))
            .AfterCommit(c => _calls.Add($"commit {c.Operation}")));
        await app.SaveAsync(new Plain());
        _calls.Clear();
        await using var db = app.Open();

        db.Remove(await db.Plains.SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(["before Update", "after Update", "commit Update"], _calls);
        Assert.Equal("kept", (await app.Open().Plains.SingleAsync()).Text);
    }

    [Fact]
    public async Task A_general_hook_that_deletes_the_entity_leads_only_to_delete_hooks()
    {
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeSave(c =>
            {
                _calls.Add($"{c.Operation}");
                c.Context.Remove(c.Entity);
            })
            .BeforeUpdate(_ => _calls.Add("update"))
            .BeforeDelete(_ => _calls.Add("delete")));
        await using var db = app.Open();
        await SeedAsync(app);
        (await db.Plains.SingleAsync()).Text = "new";

        await db.SaveChangesAsync();

        Assert.Equal(["Update", "Delete", "delete"], _calls);
    }

    [Fact]
    public async Task An_entity_deleted_by_another_hook_in_the_same_round_runs_no_update_hooks()
    {
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeUpdate(c =>
            {
                _calls.Add("update");
                c.Context.RemoveRange(c.Context.Set<Plain>().Local.Where(other => other != c.Entity).ToList());
            })
            .BeforeDelete(_ => _calls.Add("delete")));
        await SeedAsync(app);
        await SeedAsync(app);
        await using var db = app.Open();
        foreach (var plain in await db.Plains.ToListAsync())
        {
            plain.Text = "new";
        }

        await db.SaveChangesAsync();

        Assert.Equal(["update", "delete"], _calls);
        Assert.Equal(1, await db.Plains.CountAsync());
    }

    private static async Task SeedAsync(TestApplication app)
    {
        await using var db = app.Open();
        using var _ = db.SuppressHooks();
        db.Add(new Plain());
        await db.SaveChangesAsync();
    }
}

public sealed class HookCascadeSqliteTests(SqliteDatabase database) : HookCascadeTests<SqliteDatabase>(database);

public sealed class HookCascadePostgresTests(PostgresDatabase database) : HookCascadeTests<PostgresDatabase>(database);

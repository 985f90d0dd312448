using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Repeated saves, in which the first calls of the hooks must not count twice.</summary>
public abstract class HookRetryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly List<string> _calls = [];

    public static TheoryData<string, Action<DbContext, Ticket>> Additions => new()
    {
        { "by the context", (db, ticket) => db.Add(new Comment { TicketId = ticket.Id }) },
        { "by a collection", (_, ticket) => ticket.Comments.Add(new Comment()) },
        { "by a collection, and the context too", (db, ticket) => AddBoth(db, ticket) },
        { "a whole graph", (_, ticket) => ticket.Attachments.Add(new Attachment { Reactions = { new Reaction() } }) },
        { "many to many", (_, ticket) => ticket.Tags.Add(new Tag()) },
        { "an owned row", (_, ticket) => ticket.Labels.Add(new Label()) },
    };

    [Theory]
    [MemberData(nameof(Additions))]
    public async Task Entities_added_by_a_hook_in_a_failed_save_are_removed_again(string how, Action<DbContext, Ticket> add)
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c => add(c.Context, c.Entity)));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "new";

        for (var i = 0; i < 3; i++)
        {
            app.Sql.FailNextWrite = Broken;
            await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        }

        await db.SaveChangesAsync();

        Assert.NotEmpty(how);
        await using var later = app.Open();
        var counts = (
            Comments: later.Comments.Count(),
            Attachments: later.Set<Attachment>().Count(),
            Reactions: later.Set<Reaction>().Count(),
            Tags: later.Tags.Count(),
            Labels: later.Tickets.Single().Labels.Count);
        Assert.Equal((1, true), (counts.Comments + counts.Attachments + counts.Tags + counts.Labels, counts.Attachments == counts.Reactions));
        Assert.Equal(1, ticket.Comments.Count + ticket.Attachments.Count + ticket.Tags.Count + ticket.Labels.Count);
    }

    [Fact]
    public async Task Entities_removed_by_a_hook_in_a_failed_save_are_restored()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c =>
            c.Context.RemoveRange(c.Context.Set<Note>().Local.ToList())));
        await app.SaveAsync(new Ticket { Notes = { new Note() } });
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Notes).SingleAsync();
        ticket.Title = "new";
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var state = db.ChangeTracker.Entries<Note>().Single().State;
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Unchanged, state);
        Assert.Equal(0, await app.Open().Notes.CountAsync());
    }

    [Fact]
    public async Task Entity_states_changed_by_a_hook_in_a_failed_save_are_restored()
    {
        await using var app = await database.HookedAsync<Plain>(h => h
            .BeforeDelete(c => c.Entry.State = EntityState.Modified)
            .BeforeCreate(c => c.Context.Remove(c.Entity))
            .BeforeUpdate(_ => _calls.Add("update")));
        await SeedAsync(app);
        await using var db = app.Open();
        var (old, created) = (await db.Plains.SingleAsync(), new Plain());
        db.Remove(old);
        db.Add(created);
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var states = (db.Entry(old).State, db.Entry(created).State);
        await db.SaveChangesAsync();

        Assert.Equal((EntityState.Deleted, EntityState.Added), states);
        Assert.Equal(["update", "update"], _calls);
        Assert.Equal(1, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task An_entity_attached_by_a_hook_in_a_failed_save_can_be_attached_again()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c =>
        {
            var stub = new Plain { Id = c.Entity.Priority, Text = "touched" };
            c.Context.Attach(stub);
            c.Context.Entry(stub).Property(x => x.Text).IsModified = true;
        }));
        var plain = await app.SaveAsync(new Plain());
        await app.SaveAsync(new Ticket { Priority = plain.Id });
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "new";
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();

        Assert.Equal("touched", (await app.Open().Plains.SingleAsync()).Text);
    }

    [Fact]
    public async Task Entities_loaded_by_a_hook_stay_tracked()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c => c.Context.Set<Plain>().Single().Text += "x"));
        await app.SaveAsync(new Plain());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "new";
        app.Sql.FailNextWrite = Broken;

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        // A value that a hook has set remains set, as documented: the hook is called again.
        Assert.Equal("x", db.ChangeTracker.Entries<Plain>().Single().Entity.Text);
    }

    [Fact]
    public async Task A_rejected_save_removes_entities_added_by_hooks_and_can_be_repeated()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeCreate(c =>
        {
            c.Entity.Comments.Add(new Comment());
            if (c.Entity.Priority == 0)
            {
                c.Reject(x => x.Priority, "ticket.priority", "Give it a priority.");
            }
        }));
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        var (comments, entries) = (ticket.Comments.Count, db.ChangeTracker.Entries<Comment>().Count());
        ticket.Priority = 1;
        await db.SaveChangesAsync();

        Assert.Equal((0, 0), (comments, entries));
        Assert.Equal(1, await app.Open().Comments.CountAsync());
    }

    [Fact]
    public async Task After_a_conflict_the_hooks_run_again_when_the_same_context_saves_again()
    {
        await using var app = await database.HookedAsync(
            model => model.Entity<Plain>(plain =>
            {
                plain.Property(x => x.Text).IsConcurrencyToken();
                plain.HasHooks(h => h
                    .BeforeUpdate(_ => _calls.Add("before"))
                    .AfterUpdate(_ => _calls.Add("after"))
                    .SaveFailed((_, failure) => _calls.Add($"{failure.Reason}")));
            }));
        await app.SaveAsync(new Plain());
        await using var db = app.Open();
        var plain = await db.Plains.SingleAsync();
        await app.Open().Plains.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Text, "theirs"));
        plain.Text = "mine";

        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        conflict.Entries[0].OriginalValues.SetValues((await conflict.Entries[0].GetDatabaseValuesAsync())!);
        await db.SaveChangesAsync();

        Assert.Equal(["before", "Conflict", "before", "after"], _calls);
    }

    [Fact]
    public async Task Saving_without_accepting_runs_after_save_hooks_each_time_it_is_saved()
    {
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeCreate(c => c.Context.Add(new Plain { Text = "once" }))
            .AfterCreate(c => _calls.Add($"after {c.Entry.State}"))
            .AfterCommit(_ => _calls.Add("commit"))
            .AfterRollback(_ => _calls.Add("rollback"))
            .SaveFailed((_, failure) => _calls.Add($"{failure.Reason}")));
        await using var db = app.Open();
        db.Add(new Note());

        await using (await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        }

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.CommitAsync();
        }

        db.ChangeTracker.AcceptAllChanges();
        await db.SaveChangesAsync();

        Assert.Equal(["after Added", "rollback", "after Added", "commit"], _calls);
        Assert.Equal(1, await app.Open().Plains.CountAsync());
    }

    private static void AddBoth(DbContext db, Ticket ticket)
    {
        var comment = new Comment();
        ticket.Comments.Add(comment);
        db.Add(comment);
    }

    private static async Task SeedAsync(TestApplication app)
    {
        await using var db = app.Open();
        using var _ = HooksDbContextExtensions.SuppressHooks(db);
        db.Add(new Plain());
        await db.SaveChangesAsync();
    }
}

public sealed class HookRetrySqliteTests(SqliteDatabase database) : HookRetryTests<SqliteDatabase>(database);

public sealed class HookRetryPostgresTests(PostgresDatabase database) : HookRetryTests<PostgresDatabase>(database);

using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The information about a change that is available to a hook.</summary>
public abstract class HookValueTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task After_an_update_both_the_original_and_current_values_are_available()
    {
        await using var app = await database.HookedAsync<Note>(h => h.AfterUpdate(c => _calls.Add(
            $"{c.Original(x => x.Text)} -> {c.Entity.Text}, {c.IsModified(x => x.Text)} {c.IsModified(x => x.TicketId)} {c.Entry.State}")));
        await app.SaveAsync(new Note { Text = "old" });
        await using var db = app.Open();

        (await db.Notes.SingleAsync()).Text = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["old -> new, True False Unchanged"], _calls);
    }

    [Fact]
    public async Task The_original_of_an_unchanged_member_is_kept_when_a_later_hook_changes_it()
    {
        await using var app = await database.HookedAsync(model => model.Entity<Ticket>().HasHooks(h => h
            .AfterUpdate(c => c.Entity.Title = "edited after the save")
            .AfterSave(c => _calls.Add(c.Original(x => x.Title)!))));
        await app.SaveAsync(new Ticket { Title = "as it was" });
        _calls.Clear();
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Priority = 7;
        await db.SaveChangesAsync();

        Assert.Equal(["as it was"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_created_entity_has_a_generated_key_only_after_the_save(bool async)
    {
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeCreate(c => _calls.Add($"before {c.Entity.Id}"))
            .AfterCreate(c => _calls.Add($"after {c.Entity.Id}"))
            .AfterCommit(c => _calls.Add($"commit {c.Key.Single()}")));
        await using var db = app.Open();
        var note = new Note();
        db.Add(note);

        await db.SaveAsync(async);

        Assert.NotEqual(0, note.Id);
        Assert.Equal(["before 0", $"after {note.Id}", $"commit {note.Id}"], _calls);
    }

    [Fact]
    public async Task A_created_entity_has_no_original_values_and_every_member_is_modified()
    {
        await using var app = await database.HookedAsync<Note>(h => h.BeforeCreate(Look).AfterCreate(Look));
        await using var db = app.Open();

        db.Add(new Note { Text = "new" });
        await db.SaveChangesAsync();

        Assert.Equal([" True", " True"], _calls);

        void Look(EntityChange<Note> change)
            => _calls.Add($"{change.Original(x => x.Text)} {change.IsModified(x => x.Text)}");
    }

    [Fact]
    public async Task A_deleted_child_still_has_its_original_foreign_key()
    {
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeDelete(c => _calls.Add($"before {c.Original(x => x.TicketId)}"))
            .AfterDelete(c => _calls.Add($"after {c.Original(x => x.TicketId)} {c.Entity.TicketId}"))
            .AfterCommit(c => _calls.Add($"commit {c.Original(x => x.TicketId)} {c.Original(nameof(Note.Text))}")));
        var ticket = await app.SaveAsync(new Ticket { Notes = { new Note { Text = "gone" } } });
        _calls.Clear();
        await using var db = app.Open();
        var loaded = await db.Tickets.Include(x => x.Notes).SingleAsync();
        var note = loaded.Notes.Single();

        loaded.Notes.Clear();
        db.ChangeTracker.DetectChanges();
        db.Remove(note);
        await db.SaveChangesAsync();

        Assert.Equal([$"before {ticket.Id}", $"after {ticket.Id} ", $"commit {ticket.Id} gone"], _calls);
    }

    [Fact]
    public async Task A_value_set_by_a_hook_is_saved()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c => c.Entity.Code = "stamped"));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Title = "new";
        await db.SaveChangesAsync();

        Assert.Equal("stamped", (await app.Open().Tickets.SingleAsync()).Code);
    }

    [Fact]
    public async Task A_value_set_by_a_hook_is_saved_without_change_detection()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.BeforeUpdate(c => c.Entity.Code = "stamped"));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        db.Entry(ticket).Property(x => x.Title).CurrentValue = "new";
        await db.SaveChangesAsync();

        Assert.False(db.ChangeTracker.AutoDetectChangesEnabled);
        Assert.Equal("stamped", (await app.Open().Tickets.SingleAsync()).Code);
    }

    [Fact]
    public async Task A_later_hook_sees_the_changes_of_an_earlier_hook()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(c => c.Entity.Code = "stamped"));
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(c =>
            {
                _calls.Add($"{c.IsModified(x => x.Code)} {c.IsModified(x => x.Priority)}");
                c.Entity.Priority = 5;
                _calls.Add($"{c.IsModified(x => x.Priority)}");
            }));
        });
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Title = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["True False", "True"], _calls);
    }

    [Fact]
    public async Task Two_saves_in_one_transaction_are_committed_as_one_change_with_all_members()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.AfterCommit(c => _calls.Add(
            $"{c.Operation} {string.Join(' ', c.ChangedMembers.Order())}: {c.Original(x => x.Title)} {c.Original(x => x.Priority)} "
            + $"{c.Original(x => x.Code) is null} by {c.Actor.Id} at {c.OccurredAt:mm}")));
        await app.SaveAsync(new Ticket { Title = "first", Priority = 1, Code = "c" });
        _calls.Clear();
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            ticket.Title = "second";
            await db.SaveChangesAsync();
            (ticket.Title, ticket.Priority) = ("third", 2);
            app.Clock.Advance(TimeSpan.FromMinutes(7));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["Update Priority Title: first 1 True by anna at 07"], _calls);
    }

    [Fact]
    public async Task Hooks_share_state_within_one_save_only()
    {
        await using var app = await database.HookedAsync<Note>(h => h
            .BeforeCreate(c => c.State<HookLog>().Calls.Add(c.Entity.Text))
            .AfterSave(c => _calls.Add(string.Join(' ', c.State<HookLog>().Calls))));
        await using var db = app.Open();

        db.AddRange(new Note { Text = "1" }, new Note { Text = "2" });
        await db.SaveChangesAsync();
        db.Add(new Note { Text = "3" });
        await db.SaveChangesAsync();

        Assert.Equal(["1 2", "1 2", "3"], _calls);
    }

    [Fact]
    public async Task A_hook_has_access_to_the_actor_the_reason_and_the_time()
    {
        await using var app = await database.HookedAsync<Note>(h => h.BeforeCreate(c => _calls.Add(
            $"{c.Actor.Id} {c.Reason} {c.Now:yyyy-MM-dd HH:mm} {c.Context.GetType().Name}")));
        await using var db = app.Open();
        using var acting = db.ActingAsSystem("job", "nightly");

        db.Add(new Note());
        await db.SaveChangesAsync();

        Assert.Equal(["job nightly 2026-01-01 12:00 DeskContext"], _calls);
    }

    [Fact]
    public async Task An_unmapped_member_throws_with_the_remedy()
    {
        var errors = new List<ArgumentException>();
        await using var app = await database.HookedAsync<Ticket>(h => h
            .BeforeUpdate(c => errors.AddRange(Errors(c)))
            .AfterUpdate(c => errors.AddRange(Errors(c)))
            .AfterCommit(c => errors.Add(Assert.Throws<ArgumentException>(() => c.Original("Nothing")))));
        await app.SaveAsync(new Ticket());
        errors.Clear();
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Title = "new";
        await db.SaveChangesAsync();

        Assert.Equal(9, errors.Count);
        Assert.All(errors, error => Assert.Matches("Ticket has no mapped (property|member)|does not select a member", error.Message));

        static IEnumerable<ArgumentException> Errors(EntityChange<Ticket> change)
        {
            yield return Assert.Throws<ArgumentException>(() => change.Original("Nothing"));
            yield return Assert.Throws<ArgumentException>(() => change.IsModified("Comments"));
            yield return Assert.Throws<ArgumentException>(() => change.IsModified(x => x.Title.Length));
            yield return Assert.Throws<ArgumentException>(() => change.Original(x => x.Title + "!"));
        }
    }
}

public sealed class HookValueSqliteTests(SqliteDatabase database) : HookValueTests<SqliteDatabase>(database);

public sealed class HookValuePostgresTests(PostgresDatabase database) : HookValueTests<PostgresDatabase>(database);

using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

public abstract class WhenChangedTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    [Fact]
    public async Task A_hook_for_certain_members_is_called_only_when_one_of_them_changes()
    {
        await using var app = await CreateApplicationAsync<PriorityHooks>();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "new";
        await db.SaveChangesAsync();
        var none = _log.Calls.ToList();
        ticket.Priority = 5;
        await db.SaveChangesAsync();

        Assert.Empty(none);
        Assert.Equal(["BeforeUpdate", "AfterUpdate", "AfterCommit"], _log.Calls);
    }

    [Theory]
    [InlineData(nameof(Ticket.Address))]
    [InlineData(nameof(Ticket.Budget))]
    public async Task An_owned_part_and_a_path_to_a_value_count_as_members(string part)
    {
        await using var app = await CreateApplicationAsync<PartHooks>();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "new";
        await db.SaveChangesAsync();
        var none = _log.Calls.ToList();
        if (part == nameof(Ticket.Address))
        {
            ticket.Address.City = "Bonn";
        }
        else
        {
            ticket.Budget.Amount = 20;
        }

        await db.SaveChangesAsync();

        Assert.Empty(none);
        Assert.Equal([part], _log.Calls);
    }

    [Fact]
    public async Task A_create_and_a_delete_change_every_member()
    {
        await using var app = await CreateApplicationAsync<EveryChangeHooks>();
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(["Create", "Delete"], _log.Calls);
    }

    [Fact]
    public async Task A_later_change_by_another_hook_in_the_save_counts_once()
    {
        await using var app = await CreateApplicationAsync<PriorityHooks>(model => model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(
            c => c.Entity.Priority++)));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Title = "new";
        await db.SaveChangesAsync();

        Assert.Equal(["BeforeUpdate", "AfterUpdate", "AfterCommit"], _log.Calls);
        Assert.Equal(1, (await app.Open().Tickets.SingleAsync()).Priority);
    }

    [Fact]
    public async Task A_change_by_a_hook_of_another_entity_counts_too()
    {
        await using var app = await CreateApplicationAsync<PriorityHooks>(model => model.Entity<Comment>().HasHooks(h => h.BeforeCreate(
            c => c.Context.Set<Ticket>().Local.Single().Priority = 9)));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "new";
        ticket.Comments.Add(new Comment());
        await db.SaveChangesAsync();

        Assert.Equal(["BeforeUpdate", "AfterUpdate", "AfterCommit"], _log.Calls);
    }

    [Fact]
    public async Task A_commit_hook_considers_the_changes_of_all_saves_in_the_transaction()
    {
        await using var app = await CreateApplicationAsync<PriorityHooks>();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            ticket.Priority = 5;
            await db.SaveChangesAsync();
            ticket.Title = "new";
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["BeforeUpdate", "AfterUpdate", "AfterCommit"], _log.Calls);
    }

    [Fact]
    public async Task An_override_in_a_derived_hook_class_inherits_the_restriction()
    {
        await using var app = await CreateApplicationAsync<DerivedHooks>();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "new";
        await db.SaveChangesAsync();
        var none = _log.Calls.ToList();
        ticket.Priority = 5;
        await db.SaveChangesAsync();

        Assert.Empty(none);
        Assert.Equal(["derived", "AfterUpdate", "AfterCommit"], _log.Calls);
    }

    [Theory]
    [InlineData(typeof(UnknownHooks), "has no mapped member 'Nothing'. Correct its [WhenChanged]")]
    [InlineData(typeof(NamelessHooks<string>), "has no members")]
    [InlineData(typeof(ContraryHooks<string>), "different [WhenChanged]")]
    public async Task An_invalid_restriction_throws_when_the_model_is_built(Type hooks, string why)
    {
        var add = typeof(HooksOptionsBuilder).GetMethod("Add")!.MakeGenericMethod(hooks);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => database.HookedAsync(
            _ => { }, o => o.UseHooks(h => add.Invoke(h, null))));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains(hooks.Name.Split('`')[0], error.Message, StringComparison.Ordinal);
    }

    private Task<TestApplication> CreateApplicationAsync<THooks>(Action<ModelBuilder>? model = null)
        where THooks : EntityHooks
        => database.HookedAsync(
            builder =>
            {
                builder.Entity<Ticket>().HasHooks<THooks>();
                model?.Invoke(builder);
            },
            integrity: i => i.Services.AddSingleton(_log));
}

public sealed class WhenChangedSqliteTests(SqliteDatabase database) : WhenChangedTests<SqliteDatabase>(database);

public sealed class WhenChangedPostgresTests(PostgresDatabase database) : WhenChangedTests<PostgresDatabase>(database);

public class PriorityHooks(HookLog log) : EntityHooks<Ticket>
{
    [WhenChanged(nameof(Ticket.Priority), nameof(Ticket.Status))]
    public override void BeforeUpdate(EntityChange<Ticket> change) => log.Calls.Add("BeforeUpdate");

    [WhenChanged(nameof(Ticket.Priority))]
    public override void AfterUpdate(EntityChange<Ticket> change) => log.Calls.Add("AfterUpdate");

    [WhenChanged(nameof(Ticket.Priority))]
    public override void AfterCommit(CommittedChange<Ticket> change)
    {
        if (change.Operation == EntityOperation.Update)
        {
            log.Calls.Add("AfterCommit");
        }
    }
}

public sealed class DerivedHooks(HookLog log) : PriorityHooks(log)
{
    private readonly HookLog _log = log;

    public override void BeforeUpdate(EntityChange<Ticket> change) => _log.Calls.Add("derived");
}

public sealed class PartHooks(HookLog log) : EntityHooks<Ticket>
{
    [WhenChanged(nameof(Ticket.Address))]
    public override void BeforeUpdate(EntityChange<Ticket> change) => log.Calls.Add(nameof(Ticket.Address));

    [WhenChanged("Budget.Amount")]
    public override void AfterUpdate(EntityChange<Ticket> change) => log.Calls.Add(nameof(Ticket.Budget));
}

public sealed class EveryChangeHooks(HookLog log) : EntityHooks<Ticket>
{
    [WhenChanged(nameof(Ticket.Priority))]
    public override void BeforeSave(EntityChange<Ticket> change) => log.Calls.Add($"{change.Operation}");
}

public sealed class UnknownHooks : EntityHooks<Ticket>
{
    [WhenChanged("Nothing")]
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
    }
}

/// <summary>Generic, like the next one, so that assembly scanning ignores it.</summary>
public sealed class NamelessHooks<TNothing> : EntityHooks<Ticket>
{
    [WhenChanged]
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
    }
}

public sealed class ContraryHooks<TNothing> : EntityHooks<Ticket>
{
    [WhenChanged(nameof(Ticket.Priority))]
    public override void BeforeUpdate(EntityChange<Ticket> change)
    {
    }

    public override ValueTask BeforeUpdateAsync(EntityChange<Ticket> change, CancellationToken cancellationToken) => default;
}

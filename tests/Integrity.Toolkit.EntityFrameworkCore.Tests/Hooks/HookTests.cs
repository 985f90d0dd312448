using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

public abstract class HookTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_new_entity_has_the_general_hook_first_before_and_last_after()
    {
        var log = new HookLog();
        await using var world = await WorldAsync(log);
        await using var db = world.Open();
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave Create", "BeforeCreate", "AfterCreate", "AfterSave Create", "AfterCommit Create"], log.Calls);
    }

    [Fact]
    public async Task A_soft_delete_is_neither_an_update_nor_a_delete()
    {
        var log = new HookLog();
        await using var world = await WorldAsync(log);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        log.Calls.Clear();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave SoftDelete", "BeforeSoftDelete", "AfterSoftDelete", "AfterSave SoftDelete", "AfterCommit SoftDelete"],
            log.Calls);
    }

    [Fact]
    public async Task A_restore_is_not_an_update()
    {
        var log = new HookLog();
        await using var world = await WorldAsync(log);
        await world.SaveAsync(new Ticket { DeletedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        await using var db = world.Open();
        var ticket = await db.Tickets.OnlyDeleted().SingleAsync();
        log.Calls.Clear();

        await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["BeforeSave Restore", "BeforeRestore", "AfterRestore", "AfterSave Restore", "AfterCommit Restore"], log.Calls);
    }

    [Fact]
    public async Task A_rejected_change_is_not_written_and_says_so_once()
    {
        var log = new HookLog();
        await using var world = await World.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasHooks(h => h
                .BeforeCreate(change => change.Reject("ticket.no", "No tickets today.", x => x.Title))
                .SaveFailed((_, failure) => log.Calls.Add(failure.Reason.ToString())))),
            blocks: o => o.UseHooks());
        await using var db = world.Open();
        db.Add(new Ticket());

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(("ticket.no", "Title"), (exception.Refusals.Single().Code, exception.Refusals.Single().Path));
        Assert.Equal(["Refused"], log.Calls);
    }

    private Task<World> WorldAsync(HookLog log)
        => World.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasHooks<RecordingHooks<Ticket>>()),
            integrity: builder => builder.Services.AddSingleton(log),
            blocks: o => o.UseHooks().UseSoftDelete());
}

public sealed class HookSqliteTests(SqliteDatabase database) : HookTests<SqliteDatabase>(database);

public sealed class HookPostgresTests(PostgresDatabase database) : HookTests<PostgresDatabase>(database);

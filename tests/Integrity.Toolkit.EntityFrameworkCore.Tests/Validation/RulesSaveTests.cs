using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

public abstract class RulesSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task All_that_is_wrong_with_a_save_comes_in_one_report()
    {
        await using var world = await WorldAsync<TicketRules>();
        await using var db = world.Open();
        db.AddRange(new Ticket { Title = "", Priority = 9 }, new Ticket { Code = "a code that is too long" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["Ticket.Title required", "Ticket.Priority range", "Ticket.Code length.max"],
            exception.Refusals.Select(refusal => $"{refusal.Entity}.{refusal.Path} {refusal.Code}"));
        Assert.Empty(world.Sql.Commands);
    }

    [Fact]
    public async Task An_update_is_held_against_the_rules_of_what_it_changes_only()
    {
        await using var world = await WorldAsync<TicketRules>();
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        await db.Tickets.BypassIntegrity().ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, ""));
        await db.Entry(ticket).ReloadAsync();

        ticket.Priority = 3;
        await db.SaveChangesAsync();

        ticket.Priority = 7;
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());
        Assert.Equal("Priority", exception.Refusals.Single().Path);
    }

    [Fact]
    public async Task References_are_asked_for_with_one_query_for_each_target()
    {
        await using var world = await World.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Comment>().HasRules<CommentRules>()),
            blocks: o => o.UseValidation().UseSoftDelete());
        var ticket = await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        db.AddRange(
            new Comment { TicketId = ticket.Id },
            new Comment { TicketId = ticket.Id },
            new Comment { TicketId = 4711 });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(("reference.missing", "TicketId"), (exception.Refusals.Single().Code, exception.Refusals.Single().Path));
        Assert.Single(world.Sql.Commands);
    }

    [Fact]
    public async Task A_reference_to_what_is_added_in_the_same_save_needs_no_query()
    {
        await using var world = await World.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Comment>().HasRules<CommentRules>()),
            blocks: o => o.UseValidation().UseSoftDelete());
        await using var db = world.Open();
        var ticket = new Ticket();
        ticket.Comments.Add(new Comment());
        db.Add(ticket);

        await db.SaveChangesAsync();

        Assert.DoesNotContain(world.Sql.Commands, command => command.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_another_row_has_is_taken()
    {
        await using var world = await WorldAsync<CodeRules>();
        await world.SaveAsync(new Ticket { Code = "T-1" });
        await using var db = world.Open();
        db.AddRange(new Ticket { Code = "T-1" }, new Ticket { Code = "T-2" }, new Ticket { Code = "T-2" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["unique.taken", "unique.taken"], exception.Refusals.Select(refusal => refusal.Code));
    }

    private Task<World> WorldAsync<TRules>()
        where TRules : EntityRules<Ticket>, new()
        => World.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasRules<TRules>()),
            blocks: o => o.UseValidation());

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Title).Required();
            For(x => x.Priority).Between(0, 5);
            For(x => x.Code).MaxLength(10);
        }
    }

    private sealed class CodeRules : EntityRules<Ticket>
    {
        public CodeRules() => For(x => x.Code).Unique();
    }

    private sealed class CommentRules : EntityRules<Comment>
    {
        public CommentRules() => For(x => x.TicketId).Exists<Ticket>();
    }
}

public sealed class RulesSaveSqliteTests(SqliteDatabase database) : RulesSaveTests<SqliteDatabase>(database);

public sealed class RulesSavePostgresTests(PostgresDatabase database) : RulesSaveTests<PostgresDatabase>(database);

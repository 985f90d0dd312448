using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Members that only some roles may change.</summary>
public abstract class RoleRulesTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("anna", false)]
    [InlineData("boss", true)]
    public async Task Only_an_actor_in_the_role_can_change_the_member(string actor, bool may)
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Priority = 3;

        using (db.ActingAs(Actor.User(actor)))
        {
            Assert.Equal(may ? null : "role.required", await OutcomeAsync(db));
        }

        Assert.Equal(3, ticket.Priority);
        await using var later = app.Open();
        Assert.Equal(may ? 3 : 0, (await later.Tickets.SingleAsync()).Priority);
    }

    [Fact]
    public async Task The_signed_in_user_is_checked_when_no_other_actor_is_set()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Priority = 3;

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        var violation = exception.Violations.Single();
        Assert.Equal(("role.required", "Ticket", "Priority"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal(["manager"], (string[])violation.Arguments["roles"]!);
    }

    [Fact]
    public async Task Leaving_the_member_unchanged_requires_no_role()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Priority = 2 });
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "another";
        ticket.Priority = 2;
        await db.SaveChangesAsync();

        Assert.Equal("another", await db.Tickets.Select(x => x.Title).SingleAsync());
    }

    [Fact]
    public async Task A_role_is_checked_for_entities_after_one_that_requires_none()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Note>().HasRules<NoteRules>());
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var note = new Note { Text = "first" };
        db.Add(note);
        await db.SaveChangesAsync();
        db.ActingAs(Actor.User("boss"));

        note.Text = "changed";
        (await db.Tickets.SingleAsync()).Priority = 3;
        await db.SaveChangesAsync();

        Assert.Equal(3, await db.Tickets.Select(x => x.Priority).SingleAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_actor_has_no_role_unless_allowed(bool isAllowed)
    {
        await using var app = await CreateApplicationAsync(configure: validation =>
        {
            if (isAllowed)
            {
                validation.AllowUnknownActor();
            }
        });
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Priority = 3;

        using (db.ActingAs(Actor.Unknown))
        {
            Assert.Equal(isAllowed ? null : "role.required", await OutcomeAsync(db));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Role_rules_without_a_role_source_throw_with_the_remedy(bool async)
    {
        await using var app = await CreateApplicationAsync(roles: false);
        await using var db = app.Open();
        db.Add(new Ticket());
        app.Sql.Commands.Clear();

        var error = async
            ? await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())
            : Assert.Throws<InvalidOperationException>(() => db.SaveChanges());

        Assert.Contains("Ticket.Priority", error.Message, StringComparison.Ordinal);
        Assert.Contains("i.UseRoles<TSource>()", error.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task Owned_data_can_be_reserved_for_a_role()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Address.Geo.Latitude = 1;

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Address", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task A_reserved_member_cannot_be_changed_during_a_soft_delete()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        (ticket.DeletedAt, ticket.Priority) = (TestTime.Start, 3);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Priority", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task Deleting_and_restoring_require_no_role_reserved_for_other_members()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Ticket { Code = "T-1" });
        await app.SaveAsync(new Ticket { Code = "T-2", DeletedAt = TestTime.Start });
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        db.Add(new Ticket { Code = "T-1" });
        await db.SaveChangesAsync();

        (await db.Tickets.SingleAsync()).Title = "another";
        (await db.Tickets.OnlyDeleted().SingleAsync(x => x.Code == "T-2")).DeletedAt = null;
        await db.SaveChangesAsync();

        Assert.Equal(["T-1", "T-2"], await db.Tickets.Select(x => x.Code).OrderBy(code => code).ToListAsync());
    }

    private static async Task<string?> OutcomeAsync(DbContext db)
    {
        try
        {
            await db.SaveChangesAsync();
            return null;
        }
        catch (IntegrityException refused)
        {
            return refused.Violations.Single().Code;
        }
    }

    private Task<TestApplication> CreateApplicationAsync(
        Action<ModelBuilder>? more = null, Action<ValidationOptionsBuilder>? configure = null, bool roles = true)
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Ticket>().HasRules<TicketRules>();
                more?.Invoke(model);
            }),
            integrity: builder => _ = roles ? builder.UseRoles<BossIsManager>() : builder,
            blocks: o => o.UseValidation(configure).UseSoftDelete());

    public sealed class BossIsManager : IRoleSource
    {
        public bool HasRole(Actor actor, string role) => (actor.Id, role) == ("boss", "manager");
    }

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules()
        {
            For(x => x.Priority).ChangedOnlyBy("manager");
            For(x => x.Address).ChangedOnlyBy("manager");
            For(x => x.Code).ChangedOnlyBy("manager").Unique();
        }
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules() => For(x => x.Text).Required();
    }
}

public sealed class RoleRulesSqliteTests(SqliteDatabase database) : RoleRulesTests<SqliteDatabase>(database);

public sealed class RoleRulesPostgresTests(PostgresDatabase database) : RoleRulesTests<PostgresDatabase>(database);

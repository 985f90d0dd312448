using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The actor is the same for all types of a save, whether their rules use it or not.</summary>
public abstract class RolesOfManyTypesTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task An_actor_with_the_role_is_recognized_next_to_types_without_role_rules()
    {
        await using var app = await CreateApplicationAsync<Managers>();
        await using var db = await ChangedAsync(app);

        await db.SaveChangesAsync();

        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task An_actor_without_the_role_is_not_treated_as_unknown_next_to_types_without_role_rules()
    {
        await using var app = await CreateApplicationAsync<Nobody>();
        await using var db = await ChangedAsync(app);

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("role.required", exception.Violations.Single().Code);
    }

    [Fact]
    public async Task A_rule_on_owned_data_can_read_the_actor()
    {
        var actors = new List<Actor>();
        var rules = new OwnerRules(actors);
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasRules(rules)), blocks: o => o.UseValidation());

        await app.SaveAsync(new Ticket());

        Assert.Equal([Actor.User("anna")], actors);
    }

    [Theory]
    [InlineData(3, "role.required")]
    [InlineData(1, null)]
    public async Task A_row_removed_and_added_again_is_changed_where_its_values_differ(int priority, string? code)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Desk>(desk =>
            {
                desk.Property(x => x.Id).ValueGeneratedNever();
                desk.HasRules<DeskRules>();
            })),
            integrity: i => i.UseRoles<Nobody>(),
            blocks: o => o.UseValidation());
        await app.SaveAsync(new Desk { Id = 1, Priority = 1 });
        await using var db = app.Open();
        db.Remove(await db.Set<Desk>().SingleAsync());
        db.Add(new Desk { Id = 1, Priority = priority });

        var exception = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(code, (exception as IntegrityException)?.Violations.Single().Code);
    }

    private Task<TestApplication> CreateApplicationAsync<TRoles>()
        where TRoles : class, IRoleSource
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Note>().HasRules<NoteRules>();
                model.Entity<Ticket>().HasRules<TicketRules>();
            }),
            integrity: i => i.UseRoles<TRoles>(),
            blocks: o => o.UseValidation(v => v.AllowUnknownActor()));

    /// <summary>Adds a note that is validated first, and a ticket with a priority that requires a role.</summary>
    private static async Task<DeskContext> ChangedAsync(TestApplication app)
    {
        await app.SaveAsync(new Ticket { Notes = [new Note { Text = "old" }] });
        var db = app.Open();
        (await db.Notes.SingleAsync()).Text = "new";
        db.ChangeTracker.DetectChanges();
        (await db.Tickets.SingleAsync()).Priority = 3;
        return db;
    }

    private sealed class Managers : IRoleSource
    {
        public bool HasRole(Actor actor, string role) => role == "manager";
    }

    private sealed class Nobody : IRoleSource
    {
        public bool HasRole(Actor actor, string role) => false;
    }

    private sealed class Desk
    {
        public int Id { get; set; }

        public int Priority { get; set; }
    }

    private sealed class DeskRules : EntityRules<Desk>
    {
        public DeskRules() => For(x => x.Priority).ChangedOnlyBy("manager");
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules() => For(x => x.Text).MaxLength(10);
    }

    private sealed class TicketRules : EntityRules<Ticket>
    {
        public TicketRules() => For(x => x.Priority).ChangedOnlyBy("manager");
    }

    private sealed class AddressRules : EntityRules<Address>
    {
        public AddressRules(List<Actor> actors) => Rule((_, context) =>
        {
            actors.Add(context.Actor);
            return true;
        }, "address.seen");
    }

    private sealed class OwnerRules : EntityRules<Ticket>
    {
        public OwnerRules(List<Actor> actors) => For(x => x.Address).Using(new AddressRules(actors));
    }
}

public sealed class RolesOfManyTypesSqliteTests(SqliteDatabase database) : RolesOfManyTypesTests<SqliteDatabase>(database);

public sealed class RolesOfManyTypesPostgresTests(PostgresDatabase database) : RolesOfManyTypesTests<PostgresDatabase>(database);

using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The parts of an entity: children, owned and complex types, links, hierarchies.</summary>
public abstract class HookDependentTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task A_required_child_removed_from_its_collection_runs_its_delete_hooks(CascadeTiming timing)
    {
        await using var app = await ChildrenAsync();
        await using var db = app.Open();
        db.ChangeTracker.DeleteOrphansTiming = timing;
        var ticket = await db.Tickets.Include(t => t.Attachments).SingleAsync();

        ticket.Attachments.Clear();
        await db.SaveChangesAsync();

        Assert.Equal(["before Delete", "after Delete"], _calls);
    }

    [Theory]
    [InlineData(CascadeTiming.Immediate)]
    [InlineData(CascadeTiming.OnSaveChanges)]
    public async Task Cascade_deleted_children_run_their_delete_hooks_with_any_cascade_timing(CascadeTiming timing)
    {
        await using var app = await ChildrenAsync();
        await using var db = app.Open();
        db.ChangeTracker.CascadeDeleteTiming = timing;
        var ticket = await db.Tickets.Include(t => t.Attachments).SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal(["before Delete", "after Delete"], _calls);
    }

    public static TheoryData<string, Action<Ticket>, string> Parts => new()
    {
        { "owned", ticket => ticket.Address.City = "Bonn", "Address" },
        { "owned by what is owned", ticket => ticket.Address.Geo.Latitude++, "Address" },
        { "owned, replaced", ticket => ticket.Address = new Address { City = "Bonn" }, "Address" },
        { "an owned row, new", ticket => ticket.Labels.Add(new Label()), "Labels" },
        { "an owned row, changed", ticket => ticket.Labels[0].Text = "new", "Labels" },
        { "an owned row, gone", ticket => ticket.Labels.Clear(), "Labels" },
        { "owned, as JSON", ticket => ticket.Details.Channel = "mail", "Details" },
        { "complex", ticket => ticket.Budget.Amount = 20, "Budget" },
        { "complex, replaced", ticket => ticket.Budget = new Money { Amount = 20 }, "Budget" },
        { "complex, the way to it", ticket => ticket.Budget.Amount = 20, "Budget.Amount" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task A_change_of_an_owned_part_is_an_update_of_its_owner(string name, Action<Ticket> change, string member)
    {
        await using var app = await database.HookedAsync<Ticket>(h => h
            .BeforeUpdate(c => _calls.Add($"before {c.IsModified(member)} {c.IsModified(x => x.Title)}"))
            .AfterUpdate(c => _calls.Add($"after {c.IsModified(member)} {c.IsModified(x => x.Title)}"))
            .AfterCommit(c => _calls.Add($"commit {c.Operation}")));
        await app.SaveAsync(new Ticket { Labels = { new Label() } });
        _calls.Clear();
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        change(ticket);
        await db.SaveChangesAsync();

        Assert.NotEmpty(name);
        Assert.Equal(["before True False", "after True False", "commit Update"], _calls);
    }

    [Fact]
    public async Task Each_of_several_entities_reports_its_own_owned_changes()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h.AfterUpdate(c => _calls.Add(
            $"{c.Entity.Title}: {c.IsModified(x => x.Address)} {c.IsModified(x => x.Labels)}")));
        await app.SaveAsync(new Ticket { Title = "1" });
        await app.SaveAsync(new Ticket { Title = "2" });
        await using var db = app.Open();
        var tickets = await db.Tickets.OrderBy(ticket => ticket.Id).ToListAsync();

        tickets[0].Address.City = "Bonn";
        tickets[1].Labels.Add(new Label());
        await db.SaveChangesAsync();

        Assert.Equal(["1: True False", "2: False True"], _calls.Order());
    }

    [Fact]
    public async Task The_original_of_a_complex_value_is_found_by_its_path()
    {
        await using var app = await database.HookedAsync<Ticket>(h => h
            .BeforeUpdate(c => _calls.Add($"before {c.Original(x => x.Budget.Amount)}"))
            .AfterUpdate(c => _calls.Add($"after {c.Original(x => x.Budget.Amount)}"))
            .AfterCommit(c => _calls.Add($"commit {c.Original(x => x.Budget.Amount)} {string.Join(' ', c.ChangedMembers)}")));
        await app.SaveAsync(new Ticket());
        _calls.Clear();
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Budget.Amount = 20;
        await db.SaveChangesAsync();

        Assert.Equal(["before 10", "after 10", "commit 10 Budget.Amount"], _calls);
    }

    [Fact]
    public async Task All_hooks_of_an_owner_are_called_when_the_first_one_changes_the_owner()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(c => c.Entry.Property(nameof(Ticket.Title)).CurrentValue = "touched"));
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(_ => _calls.Add("second")));
        });
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Address.City = "Bonn";
        await db.SaveChangesAsync();

        Assert.Equal(["second"], _calls);
        Assert.Equal("touched", (await app.Open().Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_many_to_many_join_entity_has_its_own_hooks()
    {
        await using var app = await database.HookedAsync(model =>
        {
            model.Entity<Ticket>().HasMany(x => x.Tags).WithMany(x => x.Tickets)
                .UsingEntity<Dictionary<string, object>>("TicketTag", join => join.HasHooks(h => h
                    .BeforeSave(c => _calls.Add($"before {c.Operation}"))
                    .AfterSave(c => _calls.Add($"after {c.Operation}"))
                    .AfterCommit(c => _calls.Add($"commit {c.EntityName} {c.Key.Count}"))));
            model.Entity<Ticket>().HasHooks(h => h.BeforeUpdate(_ => _calls.Add("an end")));
        });
        await app.SaveAsync(new Ticket());
        await app.SaveAsync(new Tag());
        await using var db = app.Open();
        var ticket = await db.Tickets.Include(x => x.Tags).SingleAsync();
        var tag = await db.Tags.SingleAsync();

        ticket.Tags.Add(tag);
        await db.SaveChangesAsync();
        ticket.Tags.Clear();
        await db.SaveChangesAsync();

        Assert.Equal(
            ["before Create", "after Create", "commit TicketTag 2", "before Delete", "after Delete", "commit TicketTag 2"], _calls);
    }

    [Fact]
    public async Task Two_entity_types_of_one_class_have_separate_hooks()
    {
        await using var app = await database.HookedAsync(model =>
        {
            foreach (var name in (string[])["Red", "Blue"])
            {
                model.SharedTypeEntity<Shade>(name).HasHooks(h => h.BeforeCreate(_ => _calls.Add(name)));
            }
        });
        await using var db = app.Open();

        db.Set<Shade>("Blue").Add(new Shade());
        await db.SaveChangesAsync();

        Assert.Equal(["Blue"], _calls);
    }

    [Theory]
    [InlineData("TPH")]
    [InlineData("TPT")]
    [InlineData("TPC")]
    public async Task A_derived_entity_runs_base_type_hooks_first_in_every_mapping_strategy(string mapping)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            new DeskModel(model =>
            {
                Animal.Mapped(mapping).Build(model);
                model.Entity<Dog>().HasHooks(h => h.BeforeSave(c => _calls.Add($"dog {c.Operation}")));
                model.Entity<Animal>().HasHooks(h => h.BeforeSave(_ => _calls.Add("animal")).AfterUpdate(
                    c => _calls.Add($"{c.Original(x => x.Name)} {c.IsModified("Tricks")}")));
            }),
            blocks: o => o.UseHooks());
        await using var db = app.Open();
        var dog = new Dog { Id = 1, Name = "Rex" };
        db.AddRange(dog, new Cat { Id = 2 });

        await db.SaveChangesAsync();
        var created = _calls.Order().ToList();
        _calls.Clear();
        (dog.Name, dog.Tricks) = ("Max", 3);
        await db.SaveChangesAsync();

        Assert.Equal(["animal", "animal", "dog Create"], created);
        Assert.Equal(["animal", "dog Update", "Rex True"], _calls);
    }

    public sealed class Shade
    {
        public int Id { get; set; }
    }

    private async Task<TestApplication> ChildrenAsync()
    {
        var app = await database.HookedAsync<Attachment>(h => h
            .BeforeDelete(c => _calls.Add($"before {c.Operation}"))
            .AfterDelete(c => _calls.Add($"after {c.Operation}")));
        await app.SaveAsync(new Ticket { Attachments = { new Attachment() } });
        return app;
    }
}

public sealed class HookDependentSqliteTests(SqliteDatabase database) : HookDependentTests<SqliteDatabase>(database);

public sealed class HookDependentPostgresTests(PostgresDatabase database) : HookDependentTests<PostgresDatabase>(database);

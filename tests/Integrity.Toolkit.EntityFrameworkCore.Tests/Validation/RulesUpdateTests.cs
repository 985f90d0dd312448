using System.ComponentModel.DataAnnotations.Schema;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>An update is validated only against the rules of the changed members.</summary>
public abstract class RulesUpdateTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Model = DeskModel.With(model => model.Entity<Case>(entity =>
    {
        entity.OwnsOne(x => x.Address, address => address.OwnsOne(x => x.Geo));
        entity.OwnsMany(x => x.Labels, labels => labels.HasKey(x => x.Id));
        entity.OwnsOne(x => x.Details, details => details.ToJson());
        entity.ComplexProperty(x => x.Budget);
        entity.HasRules<CaseRules>();
    }));

    public static TheoryData<string, Action<Case>, string> Changes => new()
    {
        { "a scalar", x => x.Title = "bad title", "Title" },
        { "a complex value", x => x.Budget.Amount = -1, "Budget.Amount" },
        { "what is owned", x => x.Address.City = "bad city", "Address.City" },
        { "what is owned by what is owned", x => x.Address.Geo.Latitude = 99, "Address.Geo.Latitude" },
        { "another owned object", x => x.Address = new Address { City = "bad city" }, "Address.City" },
        { "an owned item", x => x.Labels[1].Text = "bad label", "Labels[1].Text" },
        { "one owned item more", x => x.Labels.Add(new Label { Text = "bad label" }), "Labels[2].Text" },
        { "JSON", x => x.Details.Channel = "bad channel", "Details.Channel" },
        { "a reference, by its object", x => x.Agent = new Agent { IsActive = false }, "Agent" },
        { "one of two members of a rule", x => x.Used = 6, "Used" },
        { "the other of them", x => x.Limit = 0, "Used" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_runs_the_rules_that_read_it(string what, Action<Case> change, string path)
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: o => o.UseValidation());
        await app.SaveAsync(Valid());
        await using var db = app.Open();
        var entity = await LoadAsync(db);
        app.Sql.Commands.Clear();

        change(entity);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal([path], exception.Violations.Select(violation => violation.Path));
        Assert.Equal(("Case", entity.Id), (exception.Violations[0].Entity, exception.Violations[0].Key.Single()));
        Assert.Empty(app.Sql.Commands);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_does_not_run_the_rules_of_unchanged_members(bool isVersioned)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            new DeskModel(model =>
            {
                Model.Build(model);
                model.Entity<Case>().HasVersion();
            }),
            blocks: o => (isVersioned ? o.UseVersioning() : o).UseValidation());
        await app.SaveAsync(Valid());
        await using var db = app.Open();
        await db.Set<Case>().BypassIntegrity().ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Title, "bad title")
            .SetProperty(x => x.Budget.Amount, -1)
            .SetProperty(x => x.Address.City, "bad city")
            .SetProperty(x => x.Address.Geo.Latitude, 99)
            .SetProperty(x => x.Used, 100));
        var entity = await LoadAsync(db);

        entity.Note = "a note";
        entity.Details.Channel = "mail";
        entity.Labels[0].Text = "another";
        await db.SaveChangesAsync();

        Assert.Equal(EntityState.Unchanged, db.Entry(entity).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_owned_data_runs_the_rules_of_its_owner(bool isVersioned)
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            new DeskModel(model =>
            {
                Model.Build(model);
                model.Entity<Case>().HasVersion();
            }),
            blocks: o => (isVersioned ? o.UseVersioning() : o).UseValidation());
        await app.SaveAsync(Valid());
        await using var db = app.Open();
        var entity = await LoadAsync(db);

        entity.Address.Geo.Latitude = 99;
        entity.Labels.RemoveAt(0);
        entity.Labels[0].Text = "bad label";
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["Address.Geo.Latitude", "Labels[0].Text"], exception.Violations.Select(violation => violation.Path));
        Assert.Equal(EntityState.Unchanged, db.Entry(entity).State);
    }

    [Fact]
    public async Task A_navigation_counts_as_changed_with_its_foreign_key()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: o => o.UseValidation());
        await app.SaveAsync(Valid());
        var idle = await app.SaveAsync(new Agent { IsActive = false });
        await using var db = app.Open();
        await db.Set<Agent>().ToListAsync();
        var entity = await LoadAsync(db);

        entity.AgentId = idle.Id;
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Agent", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task A_member_not_tracked_by_EF_Core_is_always_treated_as_changed()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: o => o.UseValidation());
        await app.SaveAsync(Valid());
        await using var db = app.Open();
        var entity = await LoadAsync(db);

        (entity.Note, entity.Mood) = ("a note", "bad mood");
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Mood", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task A_detached_entity_updated_as_a_whole_is_validated_by_all_rules()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: o => o.UseValidation());
        var id = (await app.SaveAsync(Valid())).Id;
        await using var db = app.Open();
        var entity = Valid();
        (entity.Id, entity.Title, entity.Used) = (id, "bad title", 100);

        db.Update(entity);
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["Title", "Used"], exception.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public async Task An_attached_entity_is_validated_by_the_rules_of_members_marked_as_modified()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: o => o.UseValidation());
        var id = (await app.SaveAsync(Valid())).Id;
        await using var db = app.Open();
        var entity = Valid();
        (entity.Id, entity.Title, entity.Used) = (id, "bad title", 100);

        db.Attach(entity);
        db.Entry(entity).Property(x => x.Used).IsModified = true;
        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["Used"], exception.Violations.Select(violation => violation.Path));
    }

    private static Case Valid() => new() { Agent = new Agent { IsActive = true }, Labels = [new Label(), new Label()] };

    private static Task<Case> LoadAsync(DbContext db) => db.Set<Case>().OrderBy(x => x.Id).SingleAsync();

    public sealed class Agent
    {
        public int Id { get; set; }

        public bool IsActive { get; set; }
    }

    public sealed class Case
    {
        public int Id { get; set; }

        public string Title { get; set; } = "a title";

        public string? Note { get; set; }

        public int Used { get; set; } = 1;

        public int Limit { get; set; } = 5;

        public int? AgentId { get; set; }

        public Agent? Agent { get; set; }

        [NotMapped]
        public string Mood { get; set; } = "good mood";

        public Address Address { get; set; } = new();

        public List<Label> Labels { get; set; } = [];

        public Details Details { get; set; } = new();

        public Money Budget { get; set; } = new();
    }

    private sealed class CaseRules : EntityRules<Case>
    {
        public CaseRules()
        {
            For(x => x.Title).Must(Good, "bad");
            For(x => x.Mood).Must(Good, "bad");
            For(x => x.Budget).Using(new MoneyRules());
            For(x => x.Address).Using(new AddressRules());
            ForEach(x => x.Labels).Using(new LabelRules());
            For(x => x.Details).Using(new DetailsRules());
            For(x => x.Agent!).Must(agent => agent.IsActive, "idle");
            Rule(x => x.Used <= x.Limit, "over").On(x => x.Used);
        }
    }

    private sealed class MoneyRules : EntityRules<Money>
    {
        public MoneyRules() => For(x => x.Amount).AtLeast(0);
    }

    private sealed class AddressRules : EntityRules<Address>
    {
        public AddressRules()
        {
            For(x => x.City).Must(Good, "bad");
            For(x => x.Geo).Using(new GeoRules());
        }
    }

    private sealed class GeoRules : EntityRules<Geo>
    {
        public GeoRules() => For(x => x.Latitude).AtMost(90);
    }

    private sealed class LabelRules : EntityRules<Label>
    {
        public LabelRules() => For(x => x.Text).Must(Good, "bad");
    }

    private sealed class DetailsRules : EntityRules<Details>
    {
        public DetailsRules() => For(x => x.Channel).Must(Good, "bad");
    }

    private static bool Good(string text) => !text.StartsWith("bad", StringComparison.Ordinal);
}

public sealed class RulesUpdateSqliteTests(SqliteDatabase database) : RulesUpdateTests<SqliteDatabase>(database);

public sealed class RulesUpdatePostgresTests(PostgresDatabase database) : RulesUpdateTests<PostgresDatabase>(database);

using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Registration by class, by assembly, in the model, and on the entity.</summary>
public abstract class HookRegistrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    public static TheoryData<string, Action<ModelBuilder>, Action<HooksOptionsBuilder>> Ways => new()
    {
        { "class", model => model.Entity<Seed>(), hooks => hooks.Add<SeedHooks>() },
        { "assembly", model => model.Entity<Seed>(), hooks => hooks.AddFromAssembly(typeof(SeedHooks).Assembly) },
        { "model", model => model.Entity<Seed>().HasHooks<SeedHooks>(), _ => { } },
        { "entity", model => model.Entity<MarkedSeed>(), _ => { } },
        { "a base class that is not mapped", model => model.Entity<SproutedSeed>(), _ => { } },
        {
            "all at once, and twice",
            model =>
            {
                model.Entity<MarkedSeed>().HasHooks<SeedHooks>();
                model.Entity<MarkedSeed>().HasHooks<SeedHooks>();
            },
            hooks => hooks.Add<SeedHooks>().AddFromAssembly(typeof(SeedHooks).Assembly).Add<SeedHooks>()
        },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_class_registered_repeatedly_or_in_several_ways_is_called_once(
        string way, Action<ModelBuilder> model, Action<HooksOptionsBuilder> hooks)
    {
        await using var app = await CreateApplicationAsync(model, hooks);
        await using var db = app.Open();

        db.Add(Activator.CreateInstance(db.Model.GetEntityTypes().Single().ClrType)!);
        await db.SaveChangesAsync();

        Assert.NotEmpty(way);
        Assert.Equal(["before", "after", "commit"], _log.Calls);
    }

    [Fact]
    public async Task Calling_UseHooks_twice_registers_the_hooks_of_both_calls()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Seed>()),
            integrity: i => i.Services.AddSingleton(_log),
            blocks: o => o.UseHooks(h => h.Add<SeedHooks>()).UseHooks(h => h.Add<OtherSeedHooks<string>>()));
        await using var db = app.Open();

        db.Add(new Seed());
        await db.SaveChangesAsync();

        Assert.Equal(["before", "other", "after", "commit"], _log.Calls);
    }

    [Fact]
    public async Task Each_save_uses_one_new_hook_instance()
    {
        var instances = new HashSet<object>(ReferenceEqualityComparer.Instance);
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Seed>().HasHooks<SelfishHooks<string>>()),
            integrity: i => i.Services.AddSingleton(instances),
            blocks: o => o.UseHooks());
        await using var db = app.Open();

        db.AddRange(new Seed(), new Seed());
        await db.SaveChangesAsync();
        var first = instances.Count;
        db.Add(new Seed());
        await db.SaveChangesAsync();

        Assert.Equal((1, 2), (first, instances.Count));
    }

    [Fact]
    public async Task A_hook_class_registered_as_a_service_is_resolved_from_the_services()
    {
        var mine = new HookLog();
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Seed>().HasHooks<SeedHooks>()),
            integrity: i => i.Services.AddSingleton(_log).AddScoped(_ => new SeedHooks(mine)),
            blocks: o => o.UseHooks());
        await using var db = app.Open();

        db.Add(new Seed());
        await db.SaveChangesAsync();

        Assert.Equal(["before", "after", "commit"], mine.Calls);
        Assert.Empty(_log.Calls);
    }

    [Fact]
    public async Task A_class_whose_base_class_overrides_the_methods_is_called()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Seed>(), hooks => hooks.Add<EmptySeedHooks<string>>());
        await using var db = app.Open();

        db.Add(new Seed());
        await db.SaveChangesAsync();

        Assert.Equal(["before", "after", "commit"], _log.Calls);
    }

    [Fact]
    public async Task Two_context_types_have_separate_hooks()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Seed>(), hooks => hooks.Add<SeedHooks>());
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        options.UseApplicationServiceProvider(app.Services).UseHooks(h => h.Add<OtherSeedHooks<string>>());
        await using var other = new DeskContext(options.Options, DeskModel.Only(model => model.Entity<Seed>()));

        other.Add(new Seed());
        await other.SaveChangesAsync();

        Assert.Equal(["other"], _log.Calls);
    }

    [Fact]
    public async Task A_thousand_contexts_share_one_scan_one_plan_and_one_service_provider()
    {
        await using var app = await CreateApplicationAsync(
            model => model.Entity<Seed>(), hooks => hooks.AddFromAssembly(typeof(SeedHooks).Assembly).WithMaxRounds(7));

        var models = Enumerable.Range(0, 1000).Select(_ => Count(app)).Distinct().Count();

        Assert.Equal(1, models);

        static object Count(TestApplication app)
        {
            using var scope = app.Services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<DeskContext>().Model;
        }
    }

    [Fact]
    public async Task An_assembly_scan_skips_abstract_classes_and_entity_types_outside_the_model()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Seed>(), hooks => hooks.AddFromAssembly(typeof(SeedHooks).Assembly));

        Assert.DoesNotContain(app.Logs.Messages, message => message.Id == 76007);
        Assert.DoesNotContain("AbstractSeedHooks", app.Open().DescribeHooks<Seed>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_hook_class_that_is_never_called_logs_a_warning()
    {
        await using var app = await CreateApplicationAsync(model => model.Entity<Seed>(), hooks => hooks.Add<MarkedSeedHooks>());

        var warning = Assert.Single(app.Logs.Messages, message => message.Id == 76007);
        Assert.Contains("MarkedSeedHooks is registered, but no entity type of the model is a MarkedSeed", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_cannot_be_created_throws_on_registration()
    {
        var options = new DbContextOptionsBuilder();

        var error = Assert.Throws<ArgumentException>(() => options.UseHooks(h => h.Add<AbstractSeedHooks>()));

        Assert.Contains("AbstractSeedHooks cannot be instantiated", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => options.UseHooks(h => h.Add<SecretSeedHooks>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.UseHooks(h => h.WithMaxRounds(0)));
    }

    [Fact]
    public async Task Hooks_of_another_entity_type_throw_when_the_model_is_built()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CreateApplicationAsync(model => model.Entity<Beast>().HasHooks<SeedHooks>(), _ => { }));

        Assert.Contains("SeedHooks handles Seed, but Beast is not one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_of_owned_or_keyless_types_throw_with_the_remedy()
    {
        var owned = await Assert.ThrowsAsync<InvalidOperationException>(
            () => database.HookedAsync(_ => { }, o => o.UseHooks(h => h.Add<AddressHooks>())));
        var marked = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CreateApplicationAsync(model => model.Entity<SeedBox>().OwnsOne(x => x.Content), _ => { }));
        var keyless = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CreateApplicationAsync(model => model.Entity<Seed>().HasNoKey().HasHooks(h => h.BeforeSave(_ => { })), _ => { }));

        Assert.Contains("Write hooks for Ticket instead", owned.Message, StringComparison.Ordinal);
        Assert.Contains("SeedHooks handles MarkedSeed, an owned type", marked.Message, StringComparison.Ordinal);
        Assert.Contains("Seed has no primary key", keyless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_for_all_entities_skip_owned_types_and_the_toolkits_own_rows()
    {
        await using var app = await database.HookedAsync(
            _ => { },
            o => o.UseHooks(h => h.Add<NameHooks<string>>()).UseTransitions().UseVersioning(),
            integrity: i => i.Services.AddSingleton(_log));
        await using var db = app.Open();

        db.Add(new Ticket { Labels = { new Label() }, Comments = { new Comment() }, Tags = { new Tag() } });
        await db.SaveChangesAsync();

        Assert.Equal(["Comment", "Dictionary`2", "Tag", "Ticket"], _log.Calls.Order());
    }

    [Fact]
    public async Task Hooks_without_UseHooks_are_not_called_and_a_warning_is_logged()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Plain>().HasHooks(h => h.BeforeCreate(_ => _log.Calls.Add("called")))),
            blocks: o => o.UseVersioning());
        await using var db = app.Open();

        db.Add(new Plain());
        await db.SaveChangesAsync();

        Assert.Empty(_log.Calls);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76003 && message.Text.Contains("UseHooks()", StringComparison.Ordinal));
    }

    private Task<TestApplication> CreateApplicationAsync(Action<ModelBuilder> model, Action<HooksOptionsBuilder> hooks)
        => TestApplication.CreateAsync(
            database,
            DeskModel.Only(model),
            integrity: i => i.Services.AddSingleton(_log),
            blocks: o => o.UseHooks(hooks));
}

public sealed class HookRegistrationSqliteTests(SqliteDatabase database) : HookRegistrationTests<SqliteDatabase>(database);

public sealed class HookRegistrationPostgresTests(PostgresDatabase database) : HookRegistrationTests<PostgresDatabase>(database);

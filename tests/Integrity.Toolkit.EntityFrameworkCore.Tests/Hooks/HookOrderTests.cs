using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The order in which the hooks of an entity are called.</summary>
public abstract class HookOrderTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly HookLog _log = new();

    [Fact]
    public async Task Interface_hooks_run_before_base_type_hooks_and_those_before_the_types_own()
    {
        await using var app = await CreateApplicationAsync(h => h.Add<CubHooks>().Add<BeastHooks>().Add<NamedHooks>().Add<AnythingHooks<string>>());
        await using var db = app.Open();

        db.Add(new Cub());
        await db.SaveChangesAsync();

        Assert.Equal(["named", "anything", "beast", "cub"], _log.Calls);
    }

    [Fact]
    public async Task A_hook_can_be_ordered_after_one_hook_and_before_another()
    {
        await using var app = await CreateApplicationAsync(h => h.Add<LastHooks>().Add<CubHooks>().Add<FirstHooks>());
        await using var db = app.Open();

        db.Add(new Cub());
        await db.SaveChangesAsync();

        Assert.Equal(["first", "cub", "last"], _log.Calls);
    }

    [Fact]
    public async Task A_hook_can_be_ordered_before_one_that_comes_first_by_type()
    {
        await using var app = await CreateApplicationAsync(h => h.Add<NamedHooks>().Add<EarlyHooks>());
        await using var db = app.Open();

        db.Add(new Cub());
        await db.SaveChangesAsync();

        Assert.Equal(["early", "named"], _log.Calls);
    }

    [Fact]
    public async Task Forty_unordered_hooks_always_run_in_registration_order()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model =>
            {
                Model(model);
                for (var i = 0; i < 40; i++)
                {
                    var number = i;
                    model.Entity<Cub>().HasHooks(h => h.BeforeCreate(_ => _log.Calls.Add($"{number}")));
                }
            }),
            blocks: o => o.UseHooks());
        await using var db = app.Open();

        for (var i = 0; i < 25; i++)
        {
            db.Add(new Cub());
        }

        await db.SaveChangesAsync();

        Assert.Equal(Enumerable.Repeat(Enumerable.Range(0, 40), 25).SelectMany(numbers => numbers).Select(number => $"{number}"), _log.Calls);
    }

    [Fact]
    public async Task Hooks_ordered_after_each_other_throw_when_the_model_is_built_and_both_are_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CreateApplicationAsync(h => h.Add<BeastHooks>().Add<HenHooks>().Add<EggHooks>()));

        Assert.Contains("HenHooks runs after EggHooks runs after HenHooks", error.Message, StringComparison.Ordinal);
        Assert.Contains("[RunAfter]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circular_order_of_hooks_that_never_run_together_does_not_throw()
    {
        await using var app = await CreateApplicationAsync(h => h.Add<HenHooks>());
        await using var db = app.Open();

        db.Add(new Cub());
        await db.SaveChangesAsync();

        Assert.Equal(["hen"], _log.Calls);
    }

    [Fact]
    public async Task The_explanation_of_the_plan_is_stable()
    {
        await using var app = await CreateApplicationAsync(h => h.Add<LastHooks>().Add<CubHooks>().Add<NamedHooks>().Add<SlowHooks>().Add<FirstHooks>());
        await using var one = app.Open();
        await using var other = app.Open();

        var plan = one.DescribeHooks<Cub>().ReplaceLineEndings("\n");

        Assert.Equal(
            """
            Cub
              BeforeCreate
                1. NamedHooks (for every INamed)
                2. FirstHooks (before CubHooks)
                3. CubHooks
                4. LastHooks (for every Beast, after CubHooks)
              BeforeUpdate
                1. SlowHooks (when Name changed, asynchronous only)

            """.ReplaceLineEndings("\n"),
            plan);
        Assert.Equal(plan, other.DescribeHooks<Cub>().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_explanation_covers_missing_hooks_observe_mode_and_each_type_of_a_shared_class()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model =>
            {
                Model(model);
                model.SharedTypeEntity<Seed>("Red").HasHooks(h => h.BeforeSave(_ => { })).Observe();
                model.SharedTypeEntity<Seed>("Blue");
            }),
            blocks: o => o.UseHooks());
        await using var db = app.Open();

        Assert.Equal("Beast: no hooks", db.DescribeHooks<Beast>().Trim());
        Assert.Equal(
            ["Blue: no hooks", "Red (rejections are only logged)", "  BeforeSave", "    1. hooks of Seed"],
            db.DescribeHooks<Seed>().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        var error = Assert.Throws<InvalidOperationException>(() => db.DescribeHooks<Ticket>());
        Assert.Contains("Ticket is not an entity type of DeskContext", error.Message, StringComparison.Ordinal);
    }

    private static void Model(ModelBuilder model)
    {
        model.Entity<Beast>();
        model.Entity<Cub>();
    }

    private Task<TestApplication> CreateApplicationAsync(Action<HooksOptionsBuilder> hooks)
        => TestApplication.CreateAsync(
            database,
            DeskModel.Only(Model),
            integrity: i => i.Services.AddSingleton(_log),
            blocks: o => o.UseHooks(hooks));
}

public sealed class HookOrderSqliteTests(SqliteDatabase database) : HookOrderTests<SqliteDatabase>(database);

public sealed class HookOrderPostgresTests(PostgresDatabase database) : HookOrderTests<PostgresDatabase>(database);

public interface INamed
{
    string Name { get; }
}

public class Beast : INamed
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class Cub : Beast;

/// <summary>Generic, so that assembly scanning ignores it; it would apply to every entity.</summary>
public sealed class AnythingHooks<TNothing>(HookLog log) : EntityHooks<object>
{
    public override void BeforeCreate(EntityChange<object> change) => log.Calls.Add("anything");
}

public sealed class NamedHooks(HookLog log) : EntityHooks<INamed>
{
    public override void BeforeCreate(EntityChange<INamed> change) => log.Calls.Add("named");
}

public sealed class BeastHooks(HookLog log) : EntityHooks<Beast>
{
    public override void BeforeCreate(EntityChange<Beast> change) => log.Calls.Add("beast");
}

public sealed class CubHooks(HookLog log) : EntityHooks<Cub>
{
    public override void BeforeCreate(EntityChange<Cub> change) => log.Calls.Add("cub");
}

[RunAfter<CubHooks>]
public sealed class LastHooks(HookLog log) : EntityHooks<Beast>
{
    public override void BeforeCreate(EntityChange<Beast> change) => log.Calls.Add("last");
}

[RunBefore<CubHooks>]
public sealed class FirstHooks(HookLog log) : EntityHooks<Cub>
{
    public override void BeforeCreate(EntityChange<Cub> change) => log.Calls.Add("first");
}

[RunBefore<NamedHooks>]
public sealed class EarlyHooks(HookLog log) : EntityHooks<Cub>
{
    public override void BeforeCreate(EntityChange<Cub> change) => log.Calls.Add("early");
}

public sealed class SlowHooks : EntityHooks<Cub>
{
    [WhenChanged(nameof(Beast.Name))]
    public override async ValueTask BeforeUpdateAsync(EntityChange<Cub> change, CancellationToken cancellationToken) => await Task.Yield();
}

[RunAfter<EggHooks>]
public sealed class HenHooks(HookLog log) : EntityHooks<Cub>
{
    public override void BeforeCreate(EntityChange<Cub> change) => log.Calls.Add("hen");
}

[RunAfter<HenHooks>]
public sealed class EggHooks : EntityHooks<Cub>
{
    public override void BeforeCreate(EntityChange<Cub> change)
    {
    }
}

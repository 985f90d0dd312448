using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Guards;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<DbContextOptionsBuilder>> Switches => new()
    {
        { "soft delete", options => options.UseSoftDelete() },
        { "soft delete, observe", options => options.UseSoftDelete(o => o.Observe()) },
        { "soft delete, off", options => options.UseSoftDelete(o => o.Off()) },
        { "versioning", options => options.UseVersioning() },
        { "versioning, observe", options => options.UseVersioning(o => o.Observe()) },
        { "transitions", options => options.UseTransitions() },
        { "transitions, observe", options => options.UseTransitions(o => o.Observe()) },
        { "transitions, a table", options => options.UseTransitions(o => o.WithTable(Table("a", "b"))) },
        { "transitions, another table of that name", options => options.UseTransitions(o => o.WithTable(Table("a", "c"))) },
        { "hooks", options => options.UseHooks() },
        { "hooks, observe", options => options.UseHooks(o => o.Observe()) },
        { "hooks, rounds", options => options.UseHooks(o => o.WithMaxRounds(3)) },
        { "hooks, set-based", options => options.UseHooks(o => o.WithSetBasedMode(EnforcementMode.Off)) },
        { "hooks, a class", options => options.UseHooks(o => o.Add<Hooks.SeedHooks>()) },
        { "hooks, another class", options => options.UseHooks(o => o.Add<Hooks.CubHooks>()) },
        { "hooks, both classes", options => options.UseHooks(o => o.Add<Hooks.SeedHooks>().Add<Hooks.CubHooks>()) },
        { "hooks, both the other way round", options => options.UseHooks(o => o.Add<Hooks.CubHooks>().Add<Hooks.SeedHooks>()) },
        { "hooks of an assembly", options => options.UseHooks(o => o.AddFromAssembly(typeof(OptionsTests).Assembly)) },
        { "validation", options => options.UseValidation() },
        { "validation, observe", options => options.UseValidation(o => o.Observe()) },
        { "validation, rules from the model", options => options.UseValidation(o => o.AddRulesFromModel()) },
        { "validation, unknown actors", options => options.UseValidation(o => o.AllowUnknownActor()) },
        { "constraints", options => options.UseConstraints() },
        { "two blocks", options => options.UseVersioning().UseSoftDelete() },
    };

    [Fact]
    public void Equal_options_share_a_service_provider_and_different_options_do_not()
    {
        var all = Switches.Select(row => row.Data.Item2).ToList();

        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < all.Count; j++)
            {
                Assert.Equal(i == j, Same(Build(all[i]), Build(all[j])));
            }
        }
    }

    [Fact]
    public void The_order_of_the_Use_methods_makes_no_difference()
    {
        var one = Build(options => options.UseSoftDelete().UseVersioning().UseTransitions());
        var other = Build(options => options.UseTransitions().UseSoftDelete().UseVersioning());

        Assert.True(Same(one, other));
    }

    [Fact]
    public void A_second_call_keeps_the_options_of_the_first_call()
    {
        var once = Build(options => options.UseTransitions(o => o.Observe()));
        var twice = Build(options => options.UseTransitions(o => o.Observe()).UseTransitions());

        Assert.True(Same(once, twice));
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void Every_log_fragment_ends_with_a_space(string name, Action<DbContextOptionsBuilder> configure)
    {
        var options = Build(configure);

        Assert.All(
            options.Extensions.Where(extension => extension.GetType().Namespace!.StartsWith("Integrity", StringComparison.Ordinal)),
            extension => Assert.EndsWith(" ", extension.Info.LogFragment, StringComparison.Ordinal));
        Assert.NotEmpty(name);
    }

    [Fact]
    public void A_custom_internal_service_provider_throws_with_the_remedy()
    {
        var options = Build(builder => builder.UseSoftDelete().UseInternalServiceProvider(new NoServices()));

        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var extension in options.Extensions)
            {
                extension.Validate(options);
            }
        });

        Assert.Contains("Remove UseInternalServiceProvider", error.Message, StringComparison.Ordinal);
    }

    private static TransitionTable<string> Table(string from, string to)
        => TransitionTable.Create<string>("same name", t => t.Initial(from).Permit(from, to).Terminal(to));

    private static DbContextOptions Build(Action<DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder();
        configure(builder);
        return builder.Options;
    }

    /// <summary>
    /// Compares options like EF Core: every extension must have an equal one, and the hash codes must agree.
    /// </summary>
    private static bool Same(DbContextOptions one, DbContextOptions other)
    {
        var (left, right) = (Infos(one), Infos(other));
        var same = left.Count == right.Count && left.All(pair =>
            right.TryGetValue(pair.Key, out var info) && pair.Value.ShouldUseSameServiceProvider(info));
        if (same)
        {
            Assert.All(left, pair => Assert.Equal(
                pair.Value.GetServiceProviderHashCode(), right[pair.Key].GetServiceProviderHashCode()));
        }

        return same;
    }

    private static Dictionary<Type, DbContextOptionsExtensionInfo> Infos(DbContextOptions options)
        => options.Extensions
            .Where(extension => extension is not CoreOptionsExtension)
            .ToDictionary(extension => extension.GetType(), extension => extension.Info);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}

using System.Reflection;
using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Registers hooks for a context, and changes their defaults.
/// </summary>
public sealed class HooksOptionsBuilder : EnforcementBuilder<HooksOptionsBuilder>
{
    internal HooksOptionsBuilder(HooksOptions options) => Options = options;

    internal HooksOptions Options { get; private set; }

    /// <summary>
    /// Registers a class of hooks for every entity type that is its <c>TEntity</c>.
    /// </summary>
    /// <remarks>Registered more than once, and in more than one way, it is called once.</remarks>
    /// <typeparam name="THooks">The class, derived from <see cref="EntityHooks{TEntity}"/>.</typeparam>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    public HooksOptionsBuilder Add<THooks>()
        where THooks : EntityHooks
    {
        HookDiscovery.EnsureHooks(typeof(THooks));
        return With(Options with { Types = Options.Types.And([typeof(THooks)], isExplicit: true) });
    }

    /// <summary>
    /// Registers every class of hooks of an assembly, in the order of their full names.
    /// </summary>
    /// <remarks>The assembly is searched once. Classes for entity types of other contexts do nothing here.</remarks>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assembly"/> is <see langword="null"/>.</exception>
    public HooksOptionsBuilder AddFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        return With(Options with { Types = Options.Types.And(HookDiscovery.In(assembly), isExplicit: false) });
    }

    /// <summary>
    /// Says how often hooks may change entities whose hooks change entities, and so on, in one save; and how many hooks after a
    /// save may be started by each other's saves.
    /// </summary>
    /// <remarks>What goes beyond that fails, with the chain of hooks in its message.</remarks>
    /// <param name="rounds">At least 1; without this call <see cref="HooksDefaults.MaxRounds"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounds"/> is less than 1.</exception>
    public HooksOptionsBuilder WithMaxRounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);

        return With(Options with { MaxRounds = rounds });
    }

    /// <summary>
    /// Says what becomes of <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> on entity types with hooks, which would not be called.
    /// </summary>
    /// <param name="mode">
    /// <see cref="EnforcementMode.Enforce"/> refuses them unless the query says <c>BypassIntegrity()</c>,
    /// <see cref="EnforcementMode.Observe"/> logs a warning once for each query, <see cref="EnforcementMode.Off"/> lets them pass.
    /// Without this call the mode of the hooks.
    /// </param>
    /// <returns>The same builder.</returns>
    public HooksOptionsBuilder WithSetBasedMode(EnforcementMode mode) => With(Options with { SetBased = mode });

    private protected override HooksOptionsBuilder WithMode(EnforcementMode mode)
        => With(Options with { Mode = mode });

    private HooksOptionsBuilder With(HooksOptions options)
    {
        Options = options;
        return this;
    }
}

using System.Reflection;
using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Registers hooks for a context, and configures their defaults.
/// </summary>
public sealed class HooksOptionsBuilder : EnforcementBuilder<HooksOptionsBuilder>
{
    internal HooksOptionsBuilder(HooksOptions options) => Options = options;

    internal HooksOptions Options { get; private set; }

    /// <summary>
    /// Registers a hooks class for every entity type that is a <c>TEntity</c>.
    /// </summary>
    /// <remarks>A hooks class that is registered several times is called once.</remarks>
    /// <typeparam name="THooks">The hooks class, derived from <see cref="EntityHooks{TEntity}"/>.</typeparam>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    public HooksOptionsBuilder Add<THooks>()
        where THooks : EntityHooks
    {
        HookDiscovery.EnsureHooks(typeof(THooks));
        return With(Options with { Types = Options.Types.And([typeof(THooks)], isExplicit: true) });
    }

    /// <summary>
    /// Registers every hooks class in an assembly, in the order of their full names.
    /// </summary>
    /// <remarks>The assembly is searched once. Classes for entity types of other contexts have no effect.</remarks>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assembly"/> is <see langword="null"/>.</exception>
    public HooksOptionsBuilder AddFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        return With(Options with { Types = Options.Types.And(HookDiscovery.In(assembly), isExplicit: false) });
    }

    /// <summary>
    /// Specifies the maximum number of rounds in which hooks change entities that have hooks, in one save, and of nested saves in
    /// hooks after a save.
    /// </summary>
    /// <remarks>A save that exceeds the limit fails. The message contains the chain of hooks.</remarks>
    /// <param name="rounds">At least 1. The default is <see cref="HooksDefaults.MaxRounds"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounds"/> is less than 1.</exception>
    public HooksOptionsBuilder WithMaxRounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);

        return With(Options with { MaxRounds = rounds });
    }

    /// <summary>
    /// Specifies the mode for <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> on entity types with hooks, which these do not call.
    /// </summary>
    /// <param name="mode">
    /// <see cref="EnforcementMode.Enforce"/> rejects them unless the query calls <c>BypassIntegrity()</c>,
    /// <see cref="EnforcementMode.Observe"/> logs a warning once per query, and <see cref="EnforcementMode.Off"/> permits them.
    /// The default is the mode of the hooks.
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

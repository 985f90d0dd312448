using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Changes the defaults of transitions for a context.
/// </summary>
public sealed class TransitionsOptionsBuilder : EnforcementBuilder<TransitionsOptionsBuilder>
{
    internal TransitionsOptionsBuilder(TransitionsOptions options) => Options = options;

    internal TransitionsOptions Options { get; private set; }

    /// <summary>
    /// Puts a table in the place of the declared table of the same name: one that was learned, or that differs by tenant.
    /// </summary>
    /// <remarks>
    /// EF Core builds a model once per context type and options. A table that is only known at run time must come through
    /// here, where it is part of the options, and not through a field that <c>OnModelCreating</c> reads.
    /// </remarks>
    /// <param name="table">The table.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is <see langword="null"/>.</exception>
    public TransitionsOptionsBuilder WithTable(ITransitionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);

        Options = Options with { Tables = Options.Tables.With(table) };
        return this;
    }

    /// <summary>
    /// Tells a subscriber of every move: while it is recorded, and when it is committed or has come to nothing.
    /// </summary>
    /// <remarks>
    /// Subscribers are called in the order of their registration, each once however often it is registered. They are made from the
    /// services of the scope that the context belongs to: registered there, or by their public constructor.
    /// </remarks>
    /// <typeparam name="TSubscriber">The class.</typeparam>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    /// <example>
    /// <code>
    /// options.UseTransitions(t => t.AddSubscriber&lt;OutboxSubscriber&gt;());
    /// </code>
    /// </example>
    public TransitionsOptionsBuilder AddSubscriber<TSubscriber>()
        where TSubscriber : TransitionSubscriber
    {
        Options = Options with { Subscribers = Options.Subscribers.And(typeof(TSubscriber)) };
        return this;
    }

    private protected override TransitionsOptionsBuilder WithMode(EnforcementMode mode)
    {
        Options = Options with { Mode = mode };
        return this;
    }
}

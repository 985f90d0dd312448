using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures the transitions of a context.
/// </summary>
public sealed class TransitionsOptionsBuilder : EnforcementBuilder<TransitionsOptionsBuilder>
{
    internal TransitionsOptionsBuilder(TransitionsOptions options) => Options = options;

    internal TransitionsOptions Options { get; private set; }

    /// <summary>
    /// Replaces the declared table of the same name, such as by a learned table or one that differs by tenant.
    /// </summary>
    /// <remarks>
    /// EF Core builds a model once for each context type and set of options. Specify a table that is only available at run time
    /// with this method, which makes it part of the options; a field that <c>OnModelCreating</c> reads is only read once.
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
    /// Adds a subscriber, which is notified when transitions are recorded, and when they are committed or discarded.
    /// </summary>
    /// <remarks>
    /// Subscribers are called in the order of their registration, once each even if they are registered more than once. They are
    /// resolved from the services of the scope of the context, or created by their public constructor.
    /// </remarks>
    /// <typeparam name="TSubscriber">The type of the subscriber.</typeparam>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The type is abstract, or has no public constructor.</exception>
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

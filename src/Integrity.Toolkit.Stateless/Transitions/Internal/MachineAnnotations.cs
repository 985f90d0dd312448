using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The declarations about a machine that it does not expose itself.</summary>
internal sealed class MachineAnnotations<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    public List<TState> Initial { get; } = [];

    public List<TState> Terminal { get; } = [];

    public List<Landing> Landings { get; } = [];

    public List<TState> Resting { get; } = [];

    public List<Landing> Entries { get; } = [];

    public bool EntryFiresNothing { get; set; }

    public List<Destinations> Dynamics { get; } = [];

    public List<AsyncTransition> Asyncs { get; } = [];

    public bool NoAsyncGuards { get; set; }

    public List<Body> Bodies { get; } = [];

    public List<BodyAt> BodiesAt { get; } = [];

    public List<string> Open { get; } = [];

    public bool AllOpen { get; set; }

    public List<TTrigger> WithReason { get; } = [];

    public bool UnreachableAllowed { get; set; }

    /// <summary>Entering one state immediately leads to another state.</summary>
    internal sealed record Landing(TState From, TState To, SourceLocation Place);

    internal sealed record Destinations(
        TState From, TTrigger Trigger, IReadOnlyList<TState> To, Condition? Choice);

    internal sealed record AsyncTransition(TState From, TTrigger Trigger, TState To, string Guard, SourceLocation Place);

    /// <summary>The predicate of every guard with a description.</summary>
    internal sealed record Body(string Description, LambdaExpression Predicate, string Code, SourceLocation Place);

    /// <summary>The predicate of one transition; null if it has no condition.</summary>
    internal sealed record BodyAt(
        TState From, TTrigger Trigger, TState To, LambdaExpression? Predicate, string Code, SourceLocation Place);
}

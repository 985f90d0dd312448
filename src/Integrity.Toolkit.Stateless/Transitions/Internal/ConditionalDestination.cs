namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A destination, and the condition under which it is chosen.</summary>
internal sealed record ConditionalDestination<TState>(TState To, Condition? Choice)
    where TState : notnull;

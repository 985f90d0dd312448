namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A state that an entity enters: by a transition, or as its initial state.</summary>
internal readonly record struct StateEntry(object? From, object To, DateTime At);

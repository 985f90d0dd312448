namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A state that an entity comes to be in: by a move, or as its first.</summary>
internal readonly record struct StateEntry(object? From, object To, DateTime At);

namespace Integrity.Toolkit.Transitions;

/// <summary>A state that an entity comes to be in: by a move, or as its first.</summary>
internal readonly record struct EnteredState(object? From, object To, DateTime At);

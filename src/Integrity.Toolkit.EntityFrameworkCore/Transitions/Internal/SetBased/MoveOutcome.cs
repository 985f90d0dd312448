namespace Integrity.Toolkit.Transitions;

/// <summary>Where rows may go, and what brings them there; several edges can have the same outcome.</summary>
internal sealed record MoveOutcome(int Number, object To, string? Trigger);

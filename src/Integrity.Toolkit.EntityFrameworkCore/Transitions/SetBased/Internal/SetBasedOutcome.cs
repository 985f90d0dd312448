namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Where rows may go, and what brings them there; several edges can have the same outcome.</summary>
internal sealed record SetBasedOutcome(int Number, object To, string? Trigger);

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>A state that rows can change to, and the trigger. Several transitions can have the same outcome.</summary>
internal sealed record SetBasedOutcome(int Number, object To, string? Trigger);

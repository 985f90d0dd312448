namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A move that was asked for and waits for its save.</summary>
/// <param name="From">The state before; null for the first state of a new entity.</param>
/// <param name="To">The state after.</param>
/// <param name="Edge">The transition, where the table permits it.</param>
/// <param name="Options">What the caller said of it.</param>
/// <param name="KeyToCheck">
/// The idempotency key that the save has to look for in the history; null where that was done while the sequence of the entity was known.
/// </param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="At">When.</param>
/// <param name="CorrelationId">In which request.</param>
internal sealed record PendingTransition(
    object? From,
    object To,
    ITransition? Edge,
    TransitionOptions Options,
    string? KeyToCheck,
    Actor Actor,
    DateTime At,
    string? CorrelationId);

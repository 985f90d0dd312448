namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A requested transition that is pending for the save.</summary>
/// <param name="From">The state before; null for the initial state of a new entity.</param>
/// <param name="To">The state after.</param>
/// <param name="Edge">The transition of the table, if the table permits it.</param>
/// <param name="Options">The options of the request.</param>
/// <param name="KeyToCheck">
/// The idempotency key that the save looks for in the history; null if the request did so, and the context had the sequence.
/// </param>
/// <param name="Actor">The actor of the request.</param>
/// <param name="At">The time of the request.</param>
/// <param name="CorrelationId">The correlation id of the request.</param>
internal sealed record PendingTransition(
    object? From,
    object To,
    ITransition? Edge,
    TransitionOptions Options,
    string? KeyToCheck,
    Actor Actor,
    DateTime At,
    string? CorrelationId);

using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A move of a save, with its history row.</summary>
/// <param name="Entry">The entity.</param>
/// <param name="Plan">How its status moves.</param>
/// <param name="Record">The history row.</param>
/// <param name="From">The state before; null in the first row of a history.</param>
/// <param name="To">The state after.</param>
/// <param name="Edge">The transition, where it is known which one it was.</param>
/// <param name="Pending">What was asked for; null where the status was assigned.</param>
internal sealed record TransitionEvent(
    EntityEntry Entry,
    TransitionsPlan Plan,
    TransitionRecord Record,
    object? From,
    object To,
    ITransition? Edge,
    PendingTransition? Pending);

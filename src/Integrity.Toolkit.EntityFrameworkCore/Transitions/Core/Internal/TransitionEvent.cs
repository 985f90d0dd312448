using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A transition of a save, with its history row.</summary>
/// <param name="Entry">The entity.</param>
/// <param name="Plan">The plan of its transitions.</param>
/// <param name="Record">The history row.</param>
/// <param name="From">The state before; null in the first row of a history.</param>
/// <param name="To">The state after.</param>
/// <param name="Edge">The transition of the table, if it is unambiguous.</param>
/// <param name="Pending">The request; null if the status was assigned.</param>
internal sealed record TransitionEvent(
    EntityEntry Entry,
    TransitionsPlan Plan,
    TransitionRecord Record,
    object? From,
    object To,
    ITransition? Edge,
    PendingTransition? Pending);

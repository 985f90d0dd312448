namespace Integrity.Toolkit.Transitions;

/// <summary>A move that was asked for and waits for its save. No state before means the first state of a new entity.</summary>
internal sealed record PendingMove(
    object? From,
    object To,
    ITransition? Edge,
    FireOptions Asked,
    Actor Actor,
    DateTime At,
    string? CorrelationId = null)
{
    /// <summary>Whether the history was searched for its idempotency key, at a time when the sequence of the entity was known.</summary>
    public bool IsKeyAsked { get; init; }
}

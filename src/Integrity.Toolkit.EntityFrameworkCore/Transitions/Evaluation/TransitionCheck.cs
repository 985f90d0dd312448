using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says whether a move is permitted now, and if not, why.
/// </summary>
public sealed class TransitionCheck
{
    internal static readonly TransitionCheck Passed = new([]);

    internal TransitionCheck(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Gets whether the move is permitted.</summary>
    public bool Allowed => Refusals.Count == 0;

    /// <summary>Gets why it is not; empty when it is.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>
    /// Gets whether the entity was moved with the same <see cref="FireOptions.IdempotencyKey"/> before, so that nothing was done.
    /// </summary>
    public bool IsRepeated { get; internal init; }

    /// <summary>
    /// Gets the history row of that move; <see langword="null"/> where it waits for its save, or nothing is repeated.
    /// </summary>
    public TransitionRecord? Recorded { get; internal init; }

    internal IntegrityConflict? Conflict { get; init; }

    /// <summary>Says whether the move is permitted, or why not.</summary>
    /// <returns>A word, or a line for each refusal.</returns>
    public override string ToString() => Allowed ? "permitted" : string.Join('\n', Refusals);

    internal static TransitionCheck Of(Refusal? refusal) => refusal is null ? Passed : new TransitionCheck([refusal]);

    internal TransitionCheck OrThrow(EntityEntry entry)
        => Allowed
            ? this
            : Conflict is null
                ? throw new IntegrityException(Refusals)
                : throw new IntegrityConflictException([Conflict], Refusals, inner: null, [entry.ToUpdateEntry()]);
}

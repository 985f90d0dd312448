using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says whether a move is permitted now, and if not, why.
/// </summary>
public sealed class TransitionCheck
{
    internal static readonly TransitionCheck Passed = new([]);

    internal TransitionCheck(IReadOnlyList<IntegrityViolation> violations) => Violations = violations;

    /// <summary>Gets whether the move is permitted.</summary>
    public bool IsAllowed => Violations.Count == 0;

    /// <summary>Gets why it is not; empty when it is.</summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>
    /// Gets whether the entity was moved with the same <see cref="TransitionOptions.IdempotencyKey"/> before, so that nothing was done.
    /// </summary>
    public bool IsRepeated { get; internal init; }

    /// <summary>
    /// Gets the history row of that move; <see langword="null"/> where it waits for its save, or nothing is repeated.
    /// </summary>
    public TransitionRecord? PreviousRecord { get; internal init; }

    internal IntegrityConflict? Conflict { get; init; }

    /// <summary>Says whether the move is permitted, or why not.</summary>
    /// <returns>A word, or a line for each violation.</returns>
    public override string ToString() => IsAllowed ? "permitted" : string.Join('\n', Violations);

    internal static TransitionCheck Of(IntegrityViolation? violation) => violation is null ? Passed : new TransitionCheck([violation]);

    internal TransitionCheck OrThrow(EntityEntry entry)
        => IsAllowed
            ? this
            : Conflict is null
                ? throw new IntegrityException(Violations)
                : throw new IntegrityConflictException([Conflict], Violations, inner: null, [entry.ToUpdateEntry()]);
}

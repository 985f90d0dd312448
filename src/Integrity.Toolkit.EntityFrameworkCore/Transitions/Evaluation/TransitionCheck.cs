using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The result of a requested transition, or of a check whether it is permitted.
/// </summary>
public sealed class TransitionCheck
{
    internal static readonly TransitionCheck Passed = new([]);

    internal TransitionCheck(IReadOnlyList<IntegrityViolation> violations) => Violations = violations;

    /// <summary>Gets whether the transition is permitted.</summary>
    public bool IsAllowed => Violations.Count == 0;

    /// <summary>Gets the violations; empty if the transition is permitted.</summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>
    /// Gets whether the entity already has a transition with the same <see cref="TransitionOptions.IdempotencyKey"/>, so that the
    /// call changed nothing.
    /// </summary>
    public bool IsRepeated { get; internal init; }

    /// <summary>
    /// Gets the history row of the repeated transition; <see langword="null"/> if it is pending, or the request is not repeated.
    /// </summary>
    public TransitionRecord? PreviousRecord { get; internal init; }

    internal IntegrityConflict? Conflict { get; init; }

    /// <summary>Returns <c>permitted</c>, or the violations.</summary>
    /// <returns>One word, or one line for each violation.</returns>
    public override string ToString() => IsAllowed ? "permitted" : string.Join('\n', Violations);

    internal static TransitionCheck Of(IntegrityViolation? violation)
        => violation is null ? Passed : new TransitionCheck([violation]);

    internal TransitionCheck OrThrow(EntityEntry entry)
        => IsAllowed
            ? this
            : Conflict is null
                ? throw new IntegrityException(Violations)
                : throw new IntegrityConflictException([Conflict], Violations, inner: null, [entry.ToUpdateEntry()]);
}

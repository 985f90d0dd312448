using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Compares the sequence that the caller expects with that of the entity.</summary>
internal static class ExpectedSequenceCheck
{
    public static TransitionCheck? Evaluate(EntityEntry entry, TransitionsPlan plan, TransitionOptions options)
        => Differs(entry, plan, options, out var known) ? Conflict(entry, plan, options.ExpectedSequence!.Value, known) : null;

    /// <summary>Compares the sequences, and reads the sequence from the database if the context does not have it.</summary>
    public static async Task<TransitionCheck?> EvaluateAsync(
        EntityEntry entry, TransitionsPlan plan, TransitionOptions options, CancellationToken cancellationToken)
    {
        if (!Differs(entry, plan, options, out var sequence))
        {
            return null;
        }

        if (sequence is null && entry.State != EntityState.Added)
        {
            var row = await entry.GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false);
            sequence = (int?)row?[plan.Sequence];
        }

        var expected = options.ExpectedSequence!.Value;
        return sequence == expected ? null : Conflict(entry, plan, expected, sequence);
    }

    private static bool Differs(EntityEntry entry, TransitionsPlan plan, TransitionOptions options, out int? known)
    {
        known = entry.State == EntityState.Added ? null : plan.SequenceOf(entry);
        return options.ExpectedSequence is { } expected && plan.Mode != EnforcementMode.Off && known != expected;
    }

    private static TransitionCheck Conflict(EntityEntry entry, TransitionsPlan plan, int expected, int? actual)
        => new([TransitionViolations.Unexpected(plan, entry, expected, actual)])
        {
            Conflict = new IntegrityConflict(
                entry.Metadata.ShortName(),
                PlannedEntry.KeyOf(entry),
                nameof(TransitionRecord.Sequence),
                expected,
                actual),
        };
}

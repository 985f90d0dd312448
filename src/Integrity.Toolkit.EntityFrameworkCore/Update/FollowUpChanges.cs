using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Processes the entities that application code adds to a save after the stages have processed it.
/// </summary>
internal static class FollowUpChanges
{
    /// <summary>The maximum number of rounds in which code can add entities.</summary>
    private const int MaxRounds = 16;

    public static async ValueTask TakeAsync(SaveContext save, SaveStage[] stages, bool async, CancellationToken cancellationToken)
    {
        for (var round = 1; !save.Violations.Any; round++)
        {
            var isAnswered = false;
            foreach (var stage in stages)
            {
                isAnswered |= stage is IFollowUpStage followUp
                    && await followUp.OnChangesDecidedAsync(save, async, cancellationToken).ConfigureAwait(false);
            }

            if (!isAnswered)
            {
                return;
            }

            if (round > MaxRounds)
            {
                throw new InvalidOperationException(
                    $"Subscribers did not settle after {MaxRounds} rounds of adding entities to the save: "
                    + $"{string.Join(", ", save.Entries.Select(planned => planned.Plan.Name).Distinct())}. Ignore "
                    + "transitions in a subscriber that it causes itself.");
            }

            await TakeInAsync(save, stages, async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the stages for the added entities.</summary>
    private static async ValueTask TakeInAsync(
        SaveContext save, SaveStage[] stages, bool async, CancellationToken cancellationToken)
    {
        var context = save.Context;
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }

        context.CascadeDeferredChanges();
        List<PlannedEntry> known = [.. save.Entries];
        var seen = known.ToDictionary(
            planned => planned.Entry.Entity, planned => planned, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        var rows = save.Rows.Select(row => row.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        var found = (context.GetPlannedEntries(ModelPlan.Of(context.Model)) ?? [])
            .Where(planned => !rows.Contains(planned.Entry.Entity))
            .ToList();
        if (found.Find(planned => planned.Entry.State == EntityState.Deleted
            && (!seen.TryGetValue(planned.Entry.Entity, out var before) || before.Operation != EntityOperation.Delete)) is { } removed)
        {
            throw new InvalidOperationException(
                $"{removed.Plan.Name} was removed by a transition subscriber, which may only add entities to the current "
                + "save. Remove it before SaveChanges is called, or in a hook before the save.");
        }

        var added = found.Where(planned => !seen.ContainsKey(planned.Entry.Entity)).ToList();
        foreach (var planned in found.Where(planned => seen.ContainsKey(planned.Entry.Entity)))
        {
            foreach (var stage in stages)
            {
                stage.OnIntercepted(save, planned, seen[planned.Entry.Entity]);
            }
        }

        if (added.Count == 0)
        {
            return;
        }

        save.Entries.Clear();
        save.Entries.AddRange(added);
        save.ResetOwned();
        try
        {
            save.Classify();
            foreach (var stage in stages)
            {
                stage.Inspect(save);
            }

            await save.ReadRowsAsync(async, cancellationToken).ConfigureAwait(false);
            foreach (var stage in stages)
            {
                stage.Apply(save);
            }
        }
        finally
        {
            save.Entries.InsertRange(0, known);
            save.ResetOwned();
        }
    }
}

using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>Distinguishes version conflicts from other concurrency failures, and describes them.</summary>
internal static class VersionConflict
{
    public static ConflictCandidate? Candidate(SaveContext save, EntityEntry entry)
    {
        if (ModelPlan.Of(save.Context.Model).Find(entry.Metadata) is not { } entity
            || entity.Find<VersionPlan>() is not { } plan)
        {
            return null;
        }

        save.State.Memory<VersionConflictTracker>().InConflict.Add(entry.Entity);
        var replaced = save.Entries.Find(planned => planned.Entry.Entity == entry.Entity)?.Replaced;
        var expected = (replaced ?? entry).Property(plan.Version).OriginalValue;
        var key = new PlannedEntry(entry, entity, replaced: null).Key();
        return new ConflictCandidate(entry, row => Equals(row.Values?[plan.Version], expected)
            ? null // The failure has another reason, such as another concurrency token.
            : Describe(entity.Name, plan, key, expected, row.Values?[plan.Version]));
    }

    public static (IntegrityConflict Conflict, IntegrityViolation Violation) Describe(
        string entity,
        VersionPlan plan,
        IReadOnlyList<object?> key,
        object? expected,
        object? actual)
    {
        var name = plan.Version.Name;
        var happened = actual is null
            ? $"{entity} could not be updated from version {expected}: its row was deleted or could not be read."
            : $"{entity} could not be updated from version {expected}: another writer changed it to version {actual}.";
        return (
            new IntegrityConflict(entity, key, name, expected, actual),
            new IntegrityViolation(
                VersioningCodes.Conflict,
                entity,
                $"{happened} Nothing was written. Reload it and try again.",
                name,
                key,
                new Dictionary<string, object?> { ["expected"] = expected, ["actual"] = actual }));
    }
}

using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>Checks tracked entities of append-only tables.</summary>
internal static class AppendOnlyCheck
{
    /// <summary>
    /// Leaves cascade-deleted rows to the database: EF Core would delete them before their parent, while the parent still
    /// exists.
    /// </summary>
    public static void Apply(SaveContext save)
    {
        HashSet<object>? left = null;
        foreach (var planned in save.Entries)
        {
            if (planned.Entry.State == EntityState.Deleted
                && planned.Plan.Find<AppendOnlyPlan>() is { Parent: { } parent }
                && planned.Entry.FindPrincipal(parent)?.State == EntityState.Deleted)
            {
                (left ??= new(ReferenceEqualityComparer.Instance)).Add(planned.Entry.Entity);
            }
        }

        if (left is not null)
        {
            Leave(save, left);
        }
    }

    private static void Leave(SaveContext save, HashSet<object> left)
    {
        // Includes owned entities, which may be in the same row.
        var gone = save.Entries
            .Where(planned => planned.Entry.State == EntityState.Deleted
                && (planned.Plan.Find<AppendOnlyOwnedPlan>() is null ? planned.Entry : planned.Entry.FindOwner()) is { } owner
                && left.Contains(owner.Entity))
            .ToList();
        foreach (var planned in gone)
        {
            save.Undo.SetState(planned.Entry, EntityState.Detached);
            save.Entries.Remove(planned);
        }
    }

    public static void Check(SaveContext save, PlannedEntry planned)
    {
        if (planned.Plan.Find<AppendOnlyPlan>() is { } plan)
        {
            Check(save, planned, plan);
        }
        else if (planned.Plan.Find<AppendOnlyOwnedPlan>() is not null
            && planned.Entry.FindOwner() is { State: not (EntityState.Added or EntityState.Deleted) } owner
            && ModelPlan.Of(save.Context.Model).Find(owner.Metadata) is { } entity
            && entity.Find<AppendOnlyPlan>() is { } owning
            && PathOf(planned.Entry.Metadata) is var path
            && !owning.IsRedactable(path))
        {
            save.Violations.Add(owning, AppendOnlyViolations.OfChange(entity.Name, path, PlannedEntry.KeyOf(owner)));
        }
    }

    private static void Check(SaveContext save, PlannedEntry planned, AppendOnlyPlan plan)
    {
        if (planned.Entry.State == EntityState.Deleted)
        {
            if (plan.Time is null || !IsOld(planned.Entry.Property(plan.Time).OriginalValue, save.Now - plan.Age))
            {
                save.Violations.Add(plan, AppendOnlyViolations.OfDeletion(planned.Plan.Name, planned.Key()));
            }
        }
        else if (planned.Entry.State == EntityState.Modified || planned.Replaced is not null)
        {
            var changed = planned.Entry.Metadata.GetFlattenedProperties()
                .Where(property => planned.Replaced is not null || planned.Entry.IsPropertyModified(property))
                .Select(PathOf)
                .FirstOrDefault(path => !plan.IsRedactable(path));
            if (changed is not null)
            {
                save.Violations.Add(plan, AppendOnlyViolations.OfChange(planned.Plan.Name, changed, planned.Key()));
            }
        }
    }

    /// <summary>
    /// Uses the application's clock to reject most deletes before any SQL; the database makes the final decision.
    /// </summary>
    private static bool IsOld(object? time, DateTime limit) => time switch
    {
        DateTime { Kind: DateTimeKind.Local } local => local.ToUniversalTime() < limit,
        DateTime utc => utc < limit,
        DateTimeOffset offset => offset.UtcDateTime < limit,
        DateOnly date => date < DateOnly.FromDateTime(limit),
        _ => false,
    };

    private static string PathOf(IReadOnlyProperty property)
        => property.DeclaringType is IReadOnlyComplexType complex ? $"{PathOf(complex.ComplexProperty)}.{property.Name}" : property.Name;

    private static string PathOf(IReadOnlyComplexProperty property)
        => property.DeclaringType is IReadOnlyComplexType complex ? $"{PathOf(complex.ComplexProperty)}.{property.Name}" : property.Name;

    private static string PathOf(IReadOnlyEntityType owned)
        => owned.FindOwnership() is { } ownership
            ? PathOf(ownership.PrincipalEntityType) is { Length: > 0 } outer
                ? $"{outer}.{ownership.PrincipalToDependent?.Name}"
                : ownership.PrincipalToDependent?.Name ?? ""
            : "";
}

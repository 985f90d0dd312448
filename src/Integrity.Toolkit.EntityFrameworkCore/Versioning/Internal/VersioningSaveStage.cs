using System.Collections;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>Increases the version of every changed entity by one, from the version that the change is based on.</summary>
internal sealed class VersioningSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Versioning;

    public override void Inspect(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            if (IsObserved(planned)
                && planned.Entry.State is EntityState.Modified or EntityState.Deleted or EntityState.Added
                && planned.Entry.FindOwner() is { State: not EntityState.Added } entry
                && ModelPlan.Of(save.Context.Model).Find<VersionPlan>(entry.Metadata) is { Mode: EnforcementMode.Observe })
            {
                save.RequireRow(entry);
            }
        }
    }

    public override void Apply(SaveContext save)
    {
        foreach (var owner in save.Context.FindUnchangedOwners<VersionOwnedPlan>(save.Entries))
        {
            if (owner.Plan.Find<VersionPlan>()?.Version is { } version)
            {
                // Setting the version marks the owner as modified, so that it is treated like any other update.
                save.Undo.Set(owner.Entry, version, owner.Entry.Property(version).CurrentValue);
                save.Entries.Add(owner);
            }
        }

        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<VersionPlan>() is { } plan)
            {
                Stamp(save, planned, plan);
            }
        }
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
        // Values are read when the SQL is generated, which happens later, so the version of a new change can be set here.
        if (known is null && present.Plan.Find<VersionPlan>() is { } plan)
        {
            Stamp(save, present, plan);
        }
        else if (known is null
            && present.Plan.Find<VersionOwnedPlan>() is not null
            && present.Entry.FindOwner() is { State: EntityState.Unchanged } owner)
        {
            AddInterceptedViolation(save, owner);
        }
    }

    public override IEnumerable<ConflictCandidate> ConflictCandidates(SaveContext save, DbUpdateException failure)
        => failure is DbUpdateConcurrencyException
            ? failure.Entries
                .Select(OwnershipExtensions.FindOwner)
                .OfType<EntityEntry>()
                .DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance)
                .Select(entry => VersionConflict.Candidate(save, entry))
                .OfType<ConflictCandidate>()
            : [];

    public override void OnAccepted(SaveContext save)
        => save.State.FindMemory<VersionConflictTracker>()?.InConflict.Clear();

    private static bool IsObserved(PlannedEntry planned)
        => (planned.Plan.Find<VersionPlan>()?.Mode ?? planned.Plan.Find<VersionOwnedPlan>()?.Mode) == EnforcementMode.Observe;

    private static void Stamp(SaveContext save, PlannedEntry planned, VersionPlan plan)
    {
        var entry = planned.Entry;
        if (planned.Replaced is { } replaced)
        {
            // Deleted and added again under one key: an update in the database, whose version must not restart.
            Set(save, planned, plan, replaced.Property(plan.Version).OriginalValue);
        }
        else if (entry.State == EntityState.Added)
        {
            if (Equals(entry.GetCurrentValue(plan.Version), plan.Zero))
            {
                save.Undo.Set(entry, plan.Version, plan.First);
            }
        }
        else if (entry.State == EntityState.Modified && !IsOutside(save, entry))
        {
            var loaded = entry.GetOriginalValue(plan.Version);
            AddAssignedViolation(save, planned, plan, loaded);
            Observe(save, planned, plan);
            Set(save, planned, plan, loaded);
        }
        else if (entry.State == EntityState.Deleted)
        {
            Observe(save, planned, plan);
        }
    }

    /// <summary>Whether an update changes only properties that are exempt from versioning.</summary>
    private static bool IsOutside(SaveContext save, EntityEntry entry)
        => entry.Metadata.GetVersionExemptProperties() is { Count: > 0 } outside
            && outside.Any(property => entry.IsPropertyModified(property))
            && !entry.Metadata.GetFlattenedProperties()
                .Any(property => entry.IsPropertyModified(property) && !outside.Contains(property))
            && !entry.Metadata.GetFlattenedComplexProperties().Any(complex => complex.IsCollection)
            && !save.Entries.Exists(planned => planned.Plan.Find<VersionOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && ReferenceEquals(planned.Entry.FindOwner()?.Entity, entry.Entity));

    /// <summary>Adds a violation: EF Core has determined its updates, without the owner whose version must increase.</summary>
    private static void AddInterceptedViolation(SaveContext save, EntityEntry owner)
    {
        var plans = ModelPlan.Of(save.Context.Model);
        if (plans.Find(owner.Metadata) is { } entity && entity.Find<VersionPlan>() is { } plan)
        {
            save.Violations.Add(plan, new IntegrityViolation(
                VersioningCodes.Late,
                entity.Name,
                $"What a {entity.Name} owns was changed by another SaveChanges interceptor after the toolkit had processed the "
                + $"save, so {plan.Version.Name} would not increase. Change it before SaveChanges is called.",
                plan.Version.Name,
                new PlannedEntry(owner, entity, replaced: null).Key()));
        }
    }

    private static void Set(SaveContext save, PlannedEntry planned, VersionPlan plan, object? from)
    {
        if (VersionPlan.After(from) is { } next)
        {
            save.Undo.Set(planned.Entry, plan.Version, next);
        }
        else
        {
            save.Violations.Add(new IntegrityViolation(
                VersioningCodes.Exhausted,
                planned.Plan.Name,
                $"{planned.Plan.Name}.{plan.Version.Name} has reached its maximum. Change its type to long.",
                plan.Version.Name,
                planned.Key()));
        }
    }

    /// <summary>
    /// Rejects an assigned version that is lower than the loaded one, such as a stale value of a client. A higher one is valid:
    /// setting the original value to the client's version, as EF Core's documentation shows, leaves the loaded version above it.
    /// </summary>
    private static void AddAssignedViolation(SaveContext save, PlannedEntry planned, VersionPlan plan, object? loaded)
    {
        if (Comparer.Default.Compare(planned.Entry.GetCurrentValue(plan.Version), loaded) < 0
            && save.State.FindMemory<VersionConflictTracker>()?.InConflict.Contains(planned.Entry.Entity) != true)
        {
            save.Violations.Add(plan, new IntegrityViolation(
                VersioningCodes.Assigned,
                planned.Plan.Name,
                $"{planned.Plan.Name}.{plan.Version.Name} was assigned, but the toolkit sets it and would ignore the value. To "
                + "compare the version of a client, call db.Entry(entity).ExpectVersion(version).",
                plan.Version.Name,
                planned.Key()));
        }
    }

    private static void Observe(SaveContext save, PlannedEntry planned, VersionPlan plan)
    {
        if (plan.Mode == EnforcementMode.Observe && save.TryGetRow(planned.Entry, out var row))
        {
            var (expected, actual) = (planned.Entry.Property(plan.Version).OriginalValue, row?[plan.Version]);
            if (!Equals(expected, actual))
            {
                save.Violations.Add(plan, VersionConflict.Describe(planned.Plan.Name, plan, planned.Key(), expected, actual).Violation);
            }
        }
    }
}

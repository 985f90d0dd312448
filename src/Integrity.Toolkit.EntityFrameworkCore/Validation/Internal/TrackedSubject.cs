using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Provides rules with the tracking information of an entity.</summary>
internal sealed class TrackedSubject(OwnedChanges owned) : IRuleSubject
{
    private PlannedEntry? _planned;
    private RulesPlan? _plan;
    private IReadOnlyList<object?>? _key;

    public string Name => _planned!.Plan.Name;

    public IReadOnlyList<object?> Key => _key ??= _planned!.Key();

    public EntityEntry Entry => _planned!.Entry;

    public PlannedEntry Planned => _planned!;

    public RulesPlan Plan => _plan!;

    /// <summary>Whether every rule runs, as if all members had changed.</summary>
    public bool IsAllModified { get; init; }

    /// <summary>Switches to another entity: one subject is reused while nothing is found.</summary>
    public TrackedSubject Of(PlannedEntry planned, RulesPlan plan)
    {
        (_planned, _plan, _key) = (planned, plan, null);
        return this;
    }

    public bool IsModified(RuleMember member)
        => IsAllModified
            || Entry.State == EntityState.Added
            || !_plan!.Members.TryGetValue(member, out var mapped)
            || mapped.IsModified(_planned!, owned);

    /// <summary>An entity that is deleted and added again under one key is an update in the database.</summary>
    public bool Replaces(RuleMember member)
        => _planned!.Replaced is { } replaced
            && (!_plan!.Members.TryGetValue(member, out var mapped) || mapped.IsOther(Entry, replaced));
}

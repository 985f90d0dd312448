using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The change of one entity in one save, for its hooks. Keeps its state after EF Core has discarded it.</summary>
internal sealed class HookChange(HookExecution run, PlannedEntry planned, HooksPlan plan)
{
    /// <summary>A mutable struct, and therefore a field.</summary>
    public HookCallTracker Turns;

    private List<(string Path, object? Value)>? _originals;
    private PropertyValues? _before;
    private HashSet<string>? _parts;
    private EntityOperation? _operation;
    private int _seen;

    public HookExecution Run => run;

    public PlannedEntry Planned { get; private set; } = planned;

    public HooksPlan Plan => plan;

    public EntityEntry Entry => Planned.Entry;

    public EntityOperation Operation => _operation ?? Planned.Operation;

    /// <summary>The original values of the members that an update wrote, available after the write.</summary>
    public IReadOnlyList<(string Path, object? Value)> Originals => _originals ?? (IReadOnlyList<(string, object?)>)[];

    /// <summary>The key as stored in the database, available after the write.</summary>
    public IReadOnlyList<object?> Key { get; private set; } = [];

    /// <summary>Whether a round of hooks before the save may call a hook.</summary>
    public bool Await(PlannedEntry present)
    {
        (Planned, _seen) = (present, run.Calls);
        return Turns.Await(present);
    }

    /// <summary>Keeps the state that EF Core discards when it accepts the changes.</summary>
    public void Capture(PlannedEntry present)
    {
        Planned = present;
        _operation = Planned.Operation;
        var entry = Entry;
        if (entry.State == EntityState.Deleted)
        {
            _before = entry.OriginalValues.Clone();
        }
        else if (entry.State is EntityState.Modified or EntityState.Unchanged)
        {
            foreach (var (path, property) in plan.Members)
            {
                if (entry.IsPropertyModified(property))
                {
                    (_originals ??= new(2)).Add((path, entry.GetOriginalValue(property)));
                }
            }

            foreach (var part in plan.Parts)
            {
                if (IsPartModified(part))
                {
                    (_parts ??= []).Add(part);
                }
            }
        }
    }

    /// <summary>Keeps the key for hooks after the commit, when the entity may have changed again.</summary>
    public void KeepKey()
    {
        if (plan.Has(HookPoint.AfterCommit))
        {
            Key = Planned.Key();
        }
    }

    public object? Original(string path)
    {
        var member = plan.Property(Entry.Metadata, path);
        if (Operation == EntityOperation.Create)
        {
            return null;
        }

        if (_before is not null)
        {
            return _before[member];
        }

        // An unchanged member has its original value; the current value may have changed since.
        return _originals?.FindIndex(original => original.Path == path) is >= 0 and var i
            ? _originals[i].Value
            : Entry.GetOriginalValue(member);
    }

    public bool IsModified(string path)
    {
        plan.EnsureMember(Entry.Metadata, path);
        if (Operation is EntityOperation.Create or EntityOperation.Delete)
        {
            return true;
        }

        if (_operation is null)
        {
            Detect();
            return IsPartModified(path) || IsPropertyModified(path);
        }

        return _parts?.Contains(path) == true
            || _originals?.Exists(original => HooksPlan.IsAtOrBelow(original.Path, path)) == true;
    }

    public void Reject(string code, string message, string? path)
    {
        if (!run.IsCalling)
        {
            throw new InvalidOperationException(
                $"Reject was called for {Planned.Plan.Name} by a hook that does not run before the save, so the change can no "
                + "longer be rejected. Call Reject in a Before... hook, while it runs.");
        }

        run.Save.Violations.Add(plan, new IntegrityViolation(code, Planned.Plan.Name, message, path, Planned.Key()));
    }

    private bool IsPropertyModified(string path)
    {
        foreach (var member in plan.Members)
        {
            if (HooksPlan.IsAtOrBelow(member.Path, path) && Entry.IsPropertyModified(member.Property))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPartModified(string name)
        => plan.Parts.Contains(name)
            && (Entry.Metadata.FindNavigation(name) is { } owned
                ? run.Save.Owned.Contains(Entry.Entity, owned.TargetEntityType)
                : Entry.ComplexCollection(Entry.Metadata.FindComplexProperty(name)!).IsModified);

    /// <summary>Detects the changes of hooks since the last call. A running hook may change more at any time.</summary>
    private void Detect()
    {
        if (_seen != run.Calls)
        {
            Entry.DetectChanges();
            if (!run.IsCalling)
            {
                _seen = run.Calls;
            }
        }
    }
}

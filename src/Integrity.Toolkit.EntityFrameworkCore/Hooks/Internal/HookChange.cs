using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Hooks;

/// <summary>One entity in one save, for its hooks: also when EF Core has forgotten what it was like before.</summary>
internal sealed class HookChange(HookRun run, PlannedEntry planned, HooksPlan plan)
{
    private List<(string Path, object? Value)>? _originals;
    private PropertyValues? _before;
    private HashSet<string>? _owned;
    private EntityOperation? _operation;
    private int _done;

    public HookRun Run => run;

    public PlannedEntry Planned { get; private set; } = planned;

    public HooksPlan Plan => plan;

    public EntityEntry Entry => Planned.Entry;

    public EntityOperation Operation => _operation ?? Planned.Operation;

    /// <summary>The original values of what an update wrote, once it is written.</summary>
    public IReadOnlyList<(string Path, object? Value)> Originals => _originals ?? (IReadOnlyList<(string, object?)>)[];

    /// <summary>The key as the database has it, once it is written.</summary>
    public IReadOnlyList<object?> Key { get; private set; } = [];

    /// <summary>Whether an operation comes up for the first time in this save.</summary>
    public bool Begin(PlannedEntry present)
    {
        Planned = present;
        var operation = 1 << (int)present.Operation;
        var isNew = (_done & operation) == 0;
        _done |= operation;
        return isNew;
    }

    /// <summary>Keeps what EF Core forgets when it accepts the changes.</summary>
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
                if (ChangedEntries.IsModified(entry, property))
                {
                    (_originals ??= new(2)).Add((path, ChangedEntries.Original(entry, property)));
                }
            }

            foreach (var owned in plan.OwnedMembers)
            {
                if (ChangedMember.IsModified(run.Session, entry, owned))
                {
                    (_owned ??= []).Add(owned);
                }
            }
        }
    }

    /// <summary>Keeps the key for the hooks after the commit, when the entity may be something else already.</summary>
    public void KeepKey()
    {
        if (plan.Has(HookPoint.AfterCommit))
        {
            Key = Planned.Key();
        }
    }

    public object? Original(string name)
    {
        var member = ChangedMember.Property(Entry.Metadata, name);
        if (Operation == EntityOperation.Create)
        {
            return null;
        }

        if (_operation is null)
        {
            return Entry.Property(member).OriginalValue;
        }

        if (_before is not null)
        {
            return _before[member];
        }

        return _originals?.FindIndex(original => original.Path == name) is >= 0 and var i
            ? _originals[i].Value
            : Entry.Property(member).CurrentValue;
    }

    public bool IsModified(string name)
    {
        if (Operation is EntityOperation.Create or EntityOperation.Delete)
        {
            ChangedMember.Demand(Entry.Metadata, name);
            return true;
        }

        return _operation is null
            ? ChangedMember.IsModified(run.Session, Entry, name)
            : _owned?.Contains(name) == true
                || _originals?.Exists(original => original.Path == name
                    || original.Path.StartsWith(name + ".", StringComparison.Ordinal)) == true;
    }

    public void Reject(string code, string message, string? member)
    {
        if (_operation is not null)
        {
            throw new InvalidOperationException(
                $"A hook that runs after the save of {Planned.Plan.Name} called Reject, but the change is written already. Reject "
                + "it in a hook that runs before.");
        }

        run.Session.Refuse(plan, new Refusal(code, Planned.Plan.Name, message, member, Planned.Key()));
    }
}

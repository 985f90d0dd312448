using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The pending changes of a save to the rows of one target, which the database does not contain yet.</summary>
internal sealed class PendingRows(SaveContext save, LookupTarget target)
{
    private Dictionary<object, EntityOperation>? _operations;
    private HashSet<RowValues>? _arriving;

    /// <summary>
    /// Whether the row of a tracked entity will exist and be visible; null if only the database can determine it.
    /// </summary>
    public bool? IsThere(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => true,
        EntityState.Deleted => false,
        _ when target.IgnoresFilters => true,
        EntityState.Modified when OperationOf(entry) is var operation and (EntityOperation.SoftDelete or EntityOperation.Restore)
            => operation == EntityOperation.Restore,
        _ => target.IsFiltered ? null : true,
    };

    /// <summary>Returns the tracked entity with a primary key.</summary>
    public EntityEntry? Find(IReadOnlyList<object?> key)
        => target.Key.Count == 0 ? null : save.Context.FindTracked(target.EntityType.FindPrimaryKey()!, key);

    /// <summary>Whether a row that the database found will be deleted, or will have other values.</summary>
    public bool IsLeaving(LookupRow row) => Find(row.Key) is { } holder && (IsThere(holder) == false || IsChanged(holder, row.Wanted));

    /// <summary>Whether the save gives a row values that it does not have yet.</summary>
    public bool IsArriving(RowValues values)
        => (_arriving ??= [.. save.Context.GetWrittenEntries(target.EntityType)
            .Where(entry => IsThere(entry) != false)
            .Select(entry => RowValues.Of(entry, target.Properties))]).Contains(values);

    private bool IsChanged(EntityEntry holder, RowValues values)
        => holder.State == EntityState.Modified
            && target.Properties.Any(property => holder.IsPropertyModified(property))
            && !values.Equals(RowValues.Of(holder, target.Properties));

    private EntityOperation OperationOf(EntityEntry entry)
    {
        if (_operations is null)
        {
            _operations = new(ReferenceEqualityComparer.Instance);
            foreach (var planned in save.Entries)
            {
                _operations[planned.Entry.Entity] = planned.Operation;
            }
        }

        return _operations.GetValueOrDefault(entry.Entity, EntityOperation.Update);
    }
}

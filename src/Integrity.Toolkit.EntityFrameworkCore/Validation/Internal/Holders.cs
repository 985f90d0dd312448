using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>What the save itself does to the rows of a target: the database knows nothing of it yet.</summary>
internal sealed class Holders(SaveSession session, QuestionTarget target)
{
    private readonly IKey _key = target.EntityType.FindPrimaryKey()!;
    private Dictionary<object, EntityOperation>? _operations;

    public IReadOnlyList<IProperty> Key => _key.Properties;

    /// <summary>The tracked entity of the target's hierarchy that has a key, or null.</summary>
    public EntityEntry? Find(IReadOnlyList<object?> key) => ChangedEntries.Find(session.Context, _key, key);

    /// <summary>What the save does to an entity, where a block holds it.</summary>
    public EntityOperation? OperationOf(object entity)
    {
        if (_operations is null)
        {
            _operations = new(session.Entries.Count, ReferenceEqualityComparer.Instance);
            foreach (var planned in session.Entries)
            {
                _operations[planned.Entry.Entity] = planned.Operation;
            }
        }

        return _operations.TryGetValue(entity, out var operation) ? operation : null;
    }

    /// <summary>Whether the row that has the values leaves them in this save.</summary>
    public bool IsGivenUp(object?[] key, Values values)
        => Find(key) is { } holder
            && (holder.State == EntityState.Deleted
                || IsHidden(holder)
                || (holder.State == EntityState.Modified && !values.Equals(Present(holder))));

    /// <summary>The values that rows of the target come to have in this save.</summary>
    public HashSet<Values> Taken()
        => [.. ChangedEntries.Written(session.Context, target.EntityType)
            .Where(entry => (entry.State == EntityState.Added
                    || target.Properties.Any(property => ChangedEntries.IsModified(entry, property))
                    || OperationOf(entry.Entity) == EntityOperation.Restore)
                && !IsHidden(entry))
            .Select(Present)];

    private bool IsHidden(EntityEntry holder)
        => !target.IgnoresFilters && OperationOf(holder.Entity) == EntityOperation.SoftDelete;

    private Values Present(EntityEntry holder)
        => new(target.Properties, [.. target.Properties.Select(property => ChangedEntries.Current(holder, property))]);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>
/// The keys that a save gave to new entities before it failed. EF Core reverts them, but its identity map still contains them: if
/// the database generates the same key again after the entities are detached, EF Core throws.
/// </summary>
internal sealed class GeneratedKeys
{
    private readonly Dictionary<object, object?[]> _keys = new(ReferenceEqualityComparer.Instance);

    private GeneratedKeys()
    {
    }

    public static GeneratedKeys? Of(List<EntityEntry> rows, List<UndoEntry>? steps)
    {
        var made = new GeneratedKeys();
        rows.ForEach(made.Keep);
        steps?.FindAll(step => step.IsTracking).ForEach(step => made.Keep(step.Entry));
        return made._keys.Count == 0 ? null : made;
    }

    public void Detach(EntityEntry entry)
    {
        if (entry.State != EntityState.Added || !_keys.TryGetValue(entry.Entity, out var made))
        {
            entry.State = EntityState.Detached;
            return;
        }

        var key = entry.Metadata.FindPrimaryKey()!.Properties;
        var before = key.Select(property => entry.Property(property).CurrentValue).ToList();
        if (before.SequenceEqual(made))
        {
            entry.State = EntityState.Detached;
            return;
        }

        Set(made);
        entry.State = EntityState.Detached;
        Set(before);

        void Set(IReadOnlyList<object?> values)
        {
            for (var i = 0; i < key.Count; i++)
            {
                entry.Property(key[i]).CurrentValue = values[i];
            }
        }
    }

    private void Keep(EntityEntry entry)
    {
        if (entry.State == EntityState.Added)
        {
            _keys[entry.Entity] = [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(key => entry.GetCurrentValue(key))];
        }
    }
}

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>
/// The entries that a save has found so far. Later lookups usually return the same entries in the same order.
/// </summary>
internal sealed class KnownEntries(List<PlannedEntry> entries, List<PlannedEntry> left)
{
    private Dictionary<object, PlannedEntry>? _byEntity;
    private int _next;

    public PlannedEntry? Find(object entity)
    {
        if (_byEntity is null && _next < entries.Count && entries[_next].Entry.Entity == entity)
        {
            return entries[_next++];
        }

        if (_byEntity is null)
        {
            _byEntity = new Dictionary<object, PlannedEntry>(entries.Count, ReferenceEqualityComparer.Instance);
            foreach (var planned in entries.Concat(left))
            {
                _byEntity[planned.Entry.Entity] = planned;
            }
        }

        return _byEntity.GetValueOrDefault(entity);
    }
}

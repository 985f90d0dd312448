using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Finds the changes of one row, regardless of the entity instances.</summary>
internal sealed class RowChangeMap : IEqualityComparer<HookChange>
{
    public static readonly RowChangeMap Comparer = new();

    public bool Equals(HookChange? x, HookChange? y)
    {
        if (x is null || y is null || RootOf(x) != RootOf(y))
        {
            return x == y;
        }

        var key = KeyOf(x);
        for (var i = 0; i < key.Count; i++)
        {
            if (!key[i].GetKeyValueComparer().Equals(x.Key[i], y.Key[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(HookChange change)
    {
        var hash = new HashCode();
        hash.Add(RootOf(change));
        var key = KeyOf(change);
        for (var i = 0; i < key.Count; i++)
        {
            hash.Add(change.Key[i] is { } value ? key[i].GetKeyValueComparer().GetHashCode(value) : 0);
        }

        return hash.ToHashCode();
    }

    private static IEntityType RootOf(HookChange change) => change.Entry.Metadata.GetRootType();

    private static IReadOnlyList<IProperty> KeyOf(HookChange change) => change.Entry.Metadata.FindPrimaryKey()!.Properties;
}

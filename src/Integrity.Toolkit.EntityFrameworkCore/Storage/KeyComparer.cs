using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>Compares keys with EF Core's key comparers, so that two arrays with the same bytes are equal.</summary>
internal sealed class KeyComparer(IReadOnlyList<IProperty> key) : IEqualityComparer<IReadOnlyList<object?>>
{
    public bool Equals(IReadOnlyList<object?>? x, IReadOnlyList<object?>? y)
    {
        for (var i = 0; i < key.Count; i++)
        {
            if (!key[i].GetKeyValueComparer().Equals(x?[i], y?[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(IReadOnlyList<object?> obj)
    {
        var hash = default(HashCode);
        for (var i = 0; i < key.Count; i++)
        {
            hash.Add(obj[i] is { } value ? key[i].GetKeyValueComparer().GetHashCode(value) : 0);
        }

        return hash.ToHashCode();
    }
}

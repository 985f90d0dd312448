using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>The row that a key or foreign key identifies, to find the principals of dependents among the deleted rows.</summary>
internal readonly struct PrincipalKey : IEquatable<PrincipalKey>
{
    private readonly IKey _key;
    private readonly object?[] _values;

    private PrincipalKey(IKey key, object?[] values)
    {
        _key = key;
        _values = values;
    }

    /// <summary>The row itself, identified by one of its keys.</summary>
    public static PrincipalKey Of(EntityEntry principal, IKey key)
        => new(key, [.. key.Properties.Select(property => principal.Property(property).OriginalValue)]);

    /// <summary>
    /// The row that an entity referenced when it was loaded. EF Core sets foreign keys to null when it severs them.
    /// </summary>
    public static PrincipalKey Of(EntityEntry dependent, IForeignKey foreignKey)
        => new(
            foreignKey.PrincipalKey,
            [.. foreignKey.Properties.Select(property => dependent.Property(property).OriginalValue)]);

    /// <summary>The row that an entity currently references.</summary>
    public static PrincipalKey OfCurrent(EntityEntry dependent, IForeignKey foreignKey)
        => new(
            foreignKey.PrincipalKey,
            [.. foreignKey.Properties.Select(property => dependent.Property(property).CurrentValue)]);

    public bool Equals(PrincipalKey other)
    {
        if (_key != other._key)
        {
            return false;
        }

        // By the comparers of the key: two arrays with the same bytes are equal.
        for (var i = 0; i < _values.Length; i++)
        {
            if (!_key.Properties[i].GetKeyValueComparer().Equals(_values[i], other._values[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is PrincipalKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_key);
        for (var i = 0; i < _values.Length; i++)
        {
            hash.Add(_values[i] is { } value ? _key.Properties[i].GetKeyValueComparer().GetHashCode(value) : 0);
        }

        return hash.ToHashCode();
    }
}

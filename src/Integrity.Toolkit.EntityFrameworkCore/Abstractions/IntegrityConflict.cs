namespace Integrity.Toolkit;

/// <summary>
/// Describes one row that another writer changed first.
/// </summary>
public sealed class IntegrityConflict
{
    internal IntegrityConflict(string entity, IReadOnlyList<object?> key, string member, object? expected, object? actual)
    {
        Entity = entity;
        Key = key;
        Member = member;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string Entity { get; }

    /// <summary>Gets the values of the primary key, in its order.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the member that tells: the version, or the sequence of the status.</summary>
    public string Member { get; }

    /// <summary>Gets the value this save started from.</summary>
    public object? Expected { get; }

    /// <summary>Gets the value in the database, or <see langword="null"/> when the row is gone or could not be read again.</summary>
    public object? Actual { get; }
}


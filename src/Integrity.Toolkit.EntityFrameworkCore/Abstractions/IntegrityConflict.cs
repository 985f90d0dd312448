namespace Integrity.Toolkit;

/// <summary>
/// A row that another writer changed first.
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

    /// <summary>Gets the primary key values, in key order.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the member that shows the conflict: the version, or the sequence of the status.</summary>
    public string Member { get; }

    /// <summary>Gets the value that the save was based on.</summary>
    public object? Expected { get; }

    /// <summary>Gets the value in the database, or <see langword="null"/> if the row was deleted or could not be read.</summary>
    public object? Actual { get; }
}


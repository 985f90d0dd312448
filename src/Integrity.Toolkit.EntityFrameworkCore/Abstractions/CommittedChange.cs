namespace Integrity.Toolkit;

/// <summary>
/// A change of a committed save.
/// </summary>
public sealed class CommittedChange
{
    internal CommittedChange(object entity, string entityName, IReadOnlyList<object?> key, EntityOperation operation)
    {
        Entity = entity;
        EntityName = entityName;
        Key = key;
        Operation = operation;
    }

    /// <summary>Gets the entity instance.</summary>
    public object Entity { get; }

    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    public string EntityName { get; }

    /// <summary>Gets the primary key values, in key order, as stored in the database.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the operation that the save performed.</summary>
    public EntityOperation Operation { get; }
}


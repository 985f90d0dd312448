namespace Integrity.Toolkit;

/// <summary>
/// Describes one change of a committed save.
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

    /// <summary>Gets the name of its entity type, without its namespace.</summary>
    public string EntityName { get; }

    /// <summary>Gets the values of the primary key, in its order, as the database has them.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets what the save did.</summary>
    public EntityOperation Operation { get; }
}


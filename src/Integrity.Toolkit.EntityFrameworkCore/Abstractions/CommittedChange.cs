namespace Integrity.Toolkit;

/// <summary>
/// Describes one change of a committed save.
/// </summary>
/// <param name="Entity">The entity instance.</param>
/// <param name="EntityName">The name of its entity type, without its namespace.</param>
/// <param name="Key">The values of the primary key, in its order, as the database has them.</param>
/// <param name="Operation">What the save did.</param>
public sealed record CommittedChange(
    object Entity,
    string EntityName,
    IReadOnlyList<object?> Key,
    EntityOperation Operation);

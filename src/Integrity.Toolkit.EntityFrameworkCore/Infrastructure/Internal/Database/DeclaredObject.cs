namespace Integrity.Toolkit.Infrastructure.Database;

/// <summary>
/// A constraint, index or trigger of the database that stands for a declaration.
/// </summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Schema">The schema of its table, or null for the default one.</param>
/// <param name="Table">Its table.</param>
/// <param name="Kind">What the database refuses by it.</param>
/// <param name="Code">The code of the declaration.</param>
/// <param name="EntityType">The full name of the entity type that declares it.</param>
/// <param name="Members">The members it is about.</param>
/// <param name="Refuse">Makes the refusal, for the short name of an entity type and the values of its key.</param>
internal sealed record DeclaredObject(
    string Name,
    string? Schema,
    string Table,
    DatabaseRefusalKind Kind,
    string Code,
    string EntityType,
    IReadOnlyList<string> Members,
    Func<string, IReadOnlyList<object?>, Refusal> Refuse);

using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

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
/// <param name="Refuse">Makes the violation, for the short name of an entity type and the values of its key.</param>
internal sealed record RenderedConstraint(
    string Name,
    string? Schema,
    string Table,
    DatabaseErrorKind Kind,
    string Code,
    string EntityType,
    IReadOnlyList<string> Members,
    Func<string, IReadOnlyList<object?>, IntegrityViolation> Refuse)
{
    /// <summary>What columns are called in <see cref="Violation"/>.</summary>
    public const string Row = "\"held\".";

    /// <summary>
    /// A condition that is true for existing rows which the object would not have let in, its columns after <see cref="Row"/>;
    /// null where there are none, and where it is a CHECK or a unique index, which say it themselves.
    /// </summary>
    public string? Violation { get; init; }

    /// <summary>The table whose rows <see cref="Violation"/> is about; null for that of the object.</summary>
    public StoreObjectIdentifier? Violated { get; init; }

    /// <summary>Another table that <see cref="Violation"/> reads, or null.</summary>
    public StoreObjectIdentifier? Reads { get; init; }
}

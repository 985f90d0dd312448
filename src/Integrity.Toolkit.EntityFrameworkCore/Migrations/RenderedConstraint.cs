using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// A constraint, index or trigger of the database for a declaration.
/// </summary>
/// <param name="Name">The name in the database.</param>
/// <param name="Schema">The schema of the table, or null for the default one.</param>
/// <param name="Table">The table.</param>
/// <param name="Kind">The kind of error that it raises.</param>
/// <param name="Code">The code of the declaration.</param>
/// <param name="EntityType">The full name of the entity type that declares it.</param>
/// <param name="Members">The constrained members.</param>
/// <param name="CreateViolation">Creates the violation from the short name of an entity type and the key values.</param>
internal sealed record RenderedConstraint(
    string Name,
    string? Schema,
    string Table,
    DatabaseErrorKind Kind,
    string Code,
    string EntityType,
    IReadOnlyList<string> Members,
    Func<string, IReadOnlyList<object?>, IntegrityViolation> CreateViolation)
{
    /// <summary>The prefix of columns in <see cref="Violation"/>.</summary>
    public const string Row = "\"held\".";

    /// <summary>
    /// The condition that is true for existing rows which the object would reject, with columns prefixed by
    /// <see cref="Row"/>. Null if there are none, and for a CHECK constraint or a unique index, from which the condition is
    /// derived.
    /// </summary>
    public string? Violation { get; init; }

    /// <summary>The table of the rows that violate <see cref="Violation"/>; null for the table of the object.</summary>
    public StoreObjectIdentifier? Violated { get; init; }

    /// <summary>Another table that <see cref="Violation"/> reads, or null.</summary>
    public StoreObjectIdentifier? Reads { get; init; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// The rows to which a declaration applies: those of its type, and of derived types without such a declaration of their own.
/// </summary>
internal sealed class GuardedRows
{
    private readonly IMutableEntityType _entityType;
    private readonly List<IMutableEntityType> _others;

    /// <param name="entityType">The type with the declaration.</param>
    /// <param name="declaring">All types with such a declaration.</param>
    public GuardedRows(IMutableEntityType entityType, IEnumerable<IMutableEntityType> declaring)
    {
        _entityType = entityType;
        _others = [.. declaring.Where(other => other != entityType && entityType.IsAssignableFrom(other))];
        Types = [.. entityType.GetDerivedTypesInclusive().Where(type => !_others.Exists(other => other.IsAssignableFrom(type)))];
    }

    public IReadOnlyList<IMutableEntityType> Types { get; }

    /// <summary>The tables with columns of these types: none for a view or a table that is excluded from migrations.</summary>
    public IReadOnlyList<StoreObjectIdentifier> Tables => ConstraintSqlBuilder.Tables(Types);

    /// <summary>The tables of the base types that contain a part of each row, with a table per type.</summary>
    public IReadOnlyList<StoreObjectIdentifier> BaseTables => IsTablePerType
        ? [.. _entityType.GetAllBaseTypes()
            .Select(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table))
            .OfType<StoreObjectIdentifier>()
            .Distinct()]
        : [];

    /// <summary>Returns the tables with a property of these types.</summary>
    /// <exception cref="NotSupportedException">
    /// The property is in the table of a base type, among the rows of other types, or in a table with a part of each row.
    /// </exception>
    public IReadOnlyList<StoreObjectIdentifier> TablesWith(IReadOnlyProperty property)
    {
        foreach (var table in BaseTables.Where(table => property.GetColumnName(table) is not null))
        {
            throw new NotSupportedException(
                $"{_entityType.ShortName()}.{property.Name} is in the table {table.DisplayName()} of a base type, in which "
                + $"no column distinguishes the rows of {_entityType.ShortName()}, so the database cannot enforce the "
                + "declaration. Declare it on the base type, map the hierarchy to one table, or remove GuardInDatabase().");
        }

        var found = Tables.Where(table => property.GetColumnName(table) is not null).ToList();
        return found.Count > 0 || Tables.Count == 0 ? found : throw new NotSupportedException(
            $"{_entityType.ShortName()}.{property.Name} is not in the table of {_entityType.ShortName()}, but in one with a part "
            + "of its rows, so the database cannot enforce the declaration. Map it to the table, or remove GuardInDatabase().");
    }

    /// <summary>Whether a row is split over the tables of its type and its base types.</summary>
    private bool IsTablePerType
        => _entityType.GetRootType().GetMappingStrategy() != RelationalAnnotationNames.TpcMappingStrategy
            && _entityType.FindDiscriminatorProperty() is null;

    /// <summary>Whether a row of these types is split over several tables.</summary>
    public bool IsSplit => IsTablePerType && (Tables.Count > 1 || BaseTables.Count > 0);

    /// <summary>Returns the condition that selects these rows of the table; null if all rows are selected.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rendering">The SQL builder.</param>
    /// <param name="row">The prefix of a column, such as <c>NEW.</c>.</param>
    public string? Condition(StoreObjectIdentifier table, ConstraintSqlBuilder rendering, string row)
    {
        if (_entityType.FindDiscriminatorProperty() is not { } discriminator)
        {
            return _others.Count == 0 || !IsTablePerType ? null : throw new InvalidOperationException(
                $"{_entityType.ShortName()} and {_others[0].ShortName()}, a derived type with a table of its own, have different "
                + "declarations, one of which is enforced by the database. The rows of both are in the table "
                + $"{table.DisplayName()}, and no column distinguishes them. Declare it on {_entityType.ShortName()} only.");
        }

        var all = _entityType.GetRootType().GetDerivedTypesInclusive().Where(IsConcrete).ToList();
        var mine = Types.Where(IsConcrete).ToList();
        if (mine.Count == all.Count)
        {
            return null;
        }

        var values = mine.Select(type => rendering.Literal(discriminator, type.GetDiscriminatorValue()));
        return mine.Count == 0 ? "FALSE" : $"{row}{rendering.Column(discriminator, table)} IN ({string.Join(", ", values)})";

        static bool IsConcrete(IMutableEntityType type) => !type.ClrType.IsAbstract;
    }

    /// <summary>Returns the quoted discriminator column; null if the table has no other rows.</summary>
    public string? Discriminator(StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
        => Condition(table, rendering, "") is null ? null : rendering.Column(_entityType.FindDiscriminatorProperty()!, table);
}

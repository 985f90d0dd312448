using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// The rows that a declaration is about: those of its type, and of derived types that declare nothing of the kind themselves.
/// </summary>
internal sealed class GuardedRows
{
    private readonly IMutableEntityType _entityType;
    private readonly List<IMutableEntityType> _others;

    /// <param name="entityType">The type with the declaration.</param>
    /// <param name="declaring">All types with a declaration of the kind.</param>
    public GuardedRows(IMutableEntityType entityType, IEnumerable<IMutableEntityType> declaring)
    {
        _entityType = entityType;
        _others = [.. declaring.Where(other => other != entityType && entityType.IsAssignableFrom(other))];
        Types = [.. entityType.GetDerivedTypesInclusive().Where(type => !_others.Exists(other => other.IsAssignableFrom(type)))];
    }

    public IReadOnlyList<IMutableEntityType> Types { get; }

    /// <summary>The tables with columns of these types: none for a view, or for a table that the migrations leave out.</summary>
    public IReadOnlyList<StoreObjectIdentifier> Tables => ConstraintSqlBuilder.Tables(Types);

    /// <summary>The tables in which a row of the base type stands for one of these, where each type has a table of its own.</summary>
    public IReadOnlyList<StoreObjectIdentifier> BaseTables => IsTablePerType
        ? [.. _entityType.GetAllBaseTypes()
            .Select(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table))
            .OfType<StoreObjectIdentifier>()
            .Distinct()]
        : [];

    /// <summary>The tables in which a property of these types is.</summary>
    /// <exception cref="NotSupportedException">
    /// It is in the table of a base type, among the rows of other types, or in one with a part of each row.
    /// </exception>
    public IReadOnlyList<StoreObjectIdentifier> TablesWith(IReadOnlyProperty property)
    {
        foreach (var table in BaseTables.Where(table => property.GetColumnName(table) is not null))
        {
            throw new NotSupportedException(
                $"{_entityType.ShortName()}.{property.Name} is in the table {table.DisplayName()} of a base type, which cannot tell "
                + $"the rows of {_entityType.ShortName()} from others, so the database cannot hold what is declared for it. Declare "
                + "it on the base type, map the hierarchy to one table, or remove GuardInDatabase().");
        }

        var found = Tables.Where(table => property.GetColumnName(table) is not null).ToList();
        return found.Count > 0 || Tables.Count == 0 ? found : throw new NotSupportedException(
            $"{_entityType.ShortName()}.{property.Name} is not in the table of {_entityType.ShortName()} but in one with a part of its "
            + "rows, where the database cannot hold what is declared for it. Map it to the table, or remove GuardInDatabase().");
    }

    /// <summary>Whether a row is split over the tables of its type and its base types.</summary>
    private bool IsTablePerType
        => _entityType.GetRootType().GetMappingStrategy() != RelationalAnnotationNames.TpcMappingStrategy
            && _entityType.FindDiscriminatorProperty() is null;

    /// <summary>Whether a row of these is split over several tables.</summary>
    public bool IsSplit => IsTablePerType && (Tables.Count > 1 || BaseTables.Count > 0);

    /// <summary>What tells these rows from the others of the table; null where all of them are meant.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rendering">Renders it.</param>
    /// <param name="row">What stands before a column, such as <c>NEW.</c>.</param>
    public string? Condition(StoreObjectIdentifier table, ConstraintSqlBuilder rendering, string row)
    {
        if (_entityType.FindDiscriminatorProperty() is not { } discriminator)
        {
            return _others.Count == 0 || !IsTablePerType ? null : throw new InvalidOperationException(
                $"{_entityType.ShortName()} and {_others[0].ShortName()}, which is derived from it and has a table of its own, "
                + "declare different things, of which one is guarded in the database: the rows of both are in the table "
                + $"{table.DisplayName()}, which cannot tell them apart. Declare it on {_entityType.ShortName()} only.");
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

    /// <summary>The quoted column that tells these rows from others, where they are not alone in the table.</summary>
    public string? Discriminator(StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
        => Condition(table, rendering, "") is null ? null : rendering.Column(_entityType.FindDiscriminatorProperty()!, table);
}

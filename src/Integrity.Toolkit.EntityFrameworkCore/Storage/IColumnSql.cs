using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>Provides the names, store types and literals of columns in the SQL of one database.</summary>
internal interface IColumnSql
{
    DatabaseDialect Dialect { get; }

    /// <summary>Returns the quoted column of a property.</summary>
    /// <exception cref="InvalidOperationException">The property has no column in the table.</exception>
    string Column(IReadOnlyProperty property, StoreObjectIdentifier table);

    /// <summary>Returns the SQL literal of a value for a property's column.</summary>
    string Literal(IReadOnlyProperty property, object? value);

    RelationalTypeMapping Mapping(IReadOnlyProperty property);

    string StoreType(IReadOnlyProperty property);
}

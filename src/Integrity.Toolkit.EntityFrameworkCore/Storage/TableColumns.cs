using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>Finds the columns of a table in which entities and their owned entities are stored.</summary>
internal sealed class TableColumns
{
    private readonly StoreObjectIdentifier _table;
    private readonly IColumnSql _sql;
    private readonly Dictionary<string, TableColumn> _found = new(StringComparer.Ordinal);
    private readonly HashSet<IReadOnlyTypeBase> _seen = [];

    private TableColumns(StoreObjectIdentifier table, IColumnSql sql) => (_table, _sql) = (table, sql);

    public static IReadOnlyList<TableColumn> Of(
        IEnumerable<IReadOnlyEntityType> types,
        StoreObjectIdentifier table,
        IColumnSql sql)
    {
        var columns = new TableColumns(table, sql);
        foreach (var type in types.Where(type => type.IsStoredIn(table)))
        {
            columns.AddEntity(type, "");
        }

        return [.. columns._found.Values.OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    private void AddEntity(IReadOnlyEntityType type, string path)
    {
        if (!_seen.Add(type))
        {
            return;
        }

        Add(type, path);
        foreach (var ownership in type.GetReferencingForeignKeys().Where(foreignKey => foreignKey.IsOwnership))
        {
            var owned = ownership.DeclaringEntityType;
            if (StoreObjectIdentifier.Create(owned, StoreObjectType.Table) == _table)
            {
                var member = $"{path}{ownership.PrincipalToDependent?.Name ?? owned.ShortName()}";
                if (owned.GetContainerColumnName() is { } container)
                {
                    AddContainer(owned, container, member);
                }
                else
                {
                    AddEntity(owned, $"{member}.");
                }
            }
        }
    }

    private void Add(IReadOnlyTypeBase type, string path)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.GetColumnName(_table) is { } column)
            {
                var name = _sql.Dialect.Quote(column);
                var known = _found.GetValueOrDefault(name);
                _found[name] = known is null
                    ? new TableColumn(
                        name, _sql.StoreType(property), property.GetCollation(), [property], $"{path}{property.Name}")
                    : known with { Properties = [.. known.Properties, property] };
            }
        }

        foreach (var complex in type.GetComplexProperties())
        {
            if (complex.ComplexType.GetContainerColumnName() is { } container)
            {
                AddContainer(complex.ComplexType, container, $"{path}{complex.Name}");
            }
            else
            {
                Add(complex.ComplexType, $"{path}{complex.Name}.");
            }
        }
    }

    private void AddContainer(IReadOnlyTypeBase type, string container, string path)
    {
        var name = _sql.Dialect.Quote(container);
        _found.TryAdd(name, new TableColumn(name, type.GetContainerColumnType(), null, [], path));
    }
}

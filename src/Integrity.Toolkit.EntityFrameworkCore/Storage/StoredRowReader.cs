using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// Reads the stored values of rows in the transaction of a save, and locks the rows until the save changes them, where the
/// database has row locks.
/// </summary>
internal sealed class StoredRowReader(DbContext context, IEntityType entityType, IReadOnlyList<IProperty> properties)
{
    /// <summary>The number of rows per query: each row requires one parameter per key column.</summary>
    private const int Most = 100;

    private readonly IReadOnlyList<IProperty> _key = entityType.FindPrimaryKey()!.Properties;

    /// <summary>Returns the values of the properties by key; missing rows are omitted.</summary>
    /// <param name="keys">The keys, in the order in which the rows are locked.</param>
    /// <param name="isDeleted">Whether the rows are about to be deleted.</param>
    /// <param name="async">Whether to execute asynchronously.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async ValueTask<IReadOnlyDictionary<IReadOnlyList<object?>, object?[]>> ReadAsync(
        IReadOnlyList<IReadOnlyList<object?>> keys, bool isDeleted, bool async, CancellationToken cancellationToken)
    {
        var found = new Dictionary<IReadOnlyList<object?>, object?[]>(new KeyComparer(_key));
        var dialect = DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance)!;
        var mark = isDeleted ? dialect.LockRow(nowait: false) : dialect.LockRows;
        foreach (var table in Tables())
        {
            var columns = properties.Where(table.Has).ToList();
            foreach (var some in keys.Chunk(Most))
            {
                var command = new RowCommand(context, CommandSource.SaveChanges);
                await command.ReadAllAsync(
                    Select(table, columns, some, command) + mark,
                    row => Keep(found, table, columns, row),
                    async,
                    cancellationToken).ConfigureAwait(false);
            }
        }

        return found;
    }

    /// <summary>Returns the tables with the properties: one, unless the type is split over several.</summary>
    private List<RowTable> Tables()
    {
        var names = context.GetService<ISqlGenerationHelper>();
        return [.. RowTable.Of(entityType, names).Where(table => properties.Any(table.Has))];
    }

    private string Select(RowTable table, List<IProperty> columns, IReadOnlyList<object?>[] keys, RowCommand command)
    {
        var selected = string.Join(", ", _key.Concat(columns).Select(table.Column));
        var wanted = string.Join(" OR ", keys.Select((key, i) => $"({table.Where(command, key, $"k{i}_")})"));
        return $"SELECT {selected} FROM {table.Name} WHERE {wanted} ORDER BY {string.Join(", ", _key.Select(table.Column))}";
    }

    private void Keep(
        Dictionary<IReadOnlyList<object?>, object?[]> found, RowTable table, List<IProperty> columns, DbDataReader row)
    {
        object?[] key = [.. _key.Select((property, i) => row.ReadValue(i, table.TypeOf(property), property))];
        if (!found.TryGetValue(key, out var values))
        {
            found.Add(key, values = new object?[properties.Count]);
        }

        for (var i = 0; i < properties.Count; i++)
        {
            var column = columns.IndexOf(properties[i]);
            if (column >= 0)
            {
                values[i] = row.ReadValue(_key.Count + column, table.TypeOf(properties[i]), properties[i]);
            }
        }
    }
}

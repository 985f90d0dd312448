using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>
/// Understands a database that says that values are taken: its message names the index, or its columns.
/// </summary>
internal static class TakenValues
{
    /// <summary>The failure as a refusal, or null when it is another one, or nobody knows the values to be unique.</summary>
    public static IntegrityUpdateException? Explain(
        DbUpdateException failure,
        Func<EntityEntry, IReadOnlyList<IProperty>, bool, Refusal?> explain)
    {
        if (failure is DbUpdateConcurrencyException || failure.InnerException is not DbException said)
        {
            return null;
        }

        // Of the rows that were sent together nobody says which one it was.
        var named = failure.Entries
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified)
            .Select(entry => (entry, taken: Named(entry.Metadata, said.Message)))
            .Where(item => item.taken is not null)
            .ToList();
        foreach (var (entry, taken) in named)
        {
            if (explain(entry, taken!, named.Count == 1) is { } refusal)
            {
                Telemetry.Refused(refusal.Code, refusal.Entity, IntegrityMode.Enforce);
                return new IntegrityUpdateException(
                    [refusal], said, [.. failure.Entries.Select(ChangedEntries.ForException)]);
            }
        }

        return null;
    }

    /// <summary>The properties of the unique index or key of a type's tables that a message names.</summary>
    private static IReadOnlyList<IProperty>? Named(IEntityType entityType, string message)
    {
        foreach (var table in entityType.GetTableMappings().Select(mapping => mapping.Table))
        {
            foreach (var index in table.Indexes)
            {
                if (index.IsUnique && IsNamed(message, table, index.Name, index.Columns))
                {
                    return index.MappedIndexes
                        .FirstOrDefault(mapped => mapped.DeclaringEntityType.IsAssignableFrom(entityType))?.Properties;
                }
            }

            foreach (var key in table.UniqueConstraints)
            {
                if (IsNamed(message, table, key.Name, key.Columns))
                {
                    return key.MappedKeys.FirstOrDefault(mapped => mapped.DeclaringEntityType.IsAssignableFrom(entityType))?.Properties;
                }
            }
        }

        return null;
    }

    /// <summary>SQLite names the columns; PostgreSQL and others the index, in quotes.</summary>
    private static bool IsNamed(string message, ITable table, string name, IReadOnlyList<IColumn> columns)
        => message.Contains($"\"{name}\"", StringComparison.Ordinal)
            || message.Contains($"'{name}'", StringComparison.Ordinal)
            || message.Contains(
                $"UNIQUE constraint failed: {string.Join(", ", columns.Select(column => $"{table.Name}.{column.Name}"))}'",
                StringComparison.Ordinal);
}

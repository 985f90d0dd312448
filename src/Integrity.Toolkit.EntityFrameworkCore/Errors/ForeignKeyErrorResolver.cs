using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Finds the violated end of a foreign key, which databases report only in localized texts, and on SQLite also the foreign
/// key itself.
/// </summary>
internal sealed class ForeignKeyErrorResolver(
    ProviderError failure, IReadOnlyList<EntityEntry> entries, FailedStatement? statement, RowProbe probe)
{
    /// <summary>Returns the violated end of a known foreign key.</summary>
    public DatabaseErrorKind Direction(IForeignKeyConstraint key)
    {
        if (failure.IsDirectionKnown)
        {
            return failure.Kind;
        }

        var refers = entries.Any(entry => Writes(entry, key.Table, key.Columns));
        var isReferred = entries.Any(entry => entry.IsMappedTo(key.PrincipalTable)
            && (entry.State == EntityState.Deleted
                || (entry.State == EntityState.Modified && Writes(entry, key.PrincipalTable, key.PrincipalColumns))));
        if (refers != isReferred)
        {
            return isReferred ? DatabaseErrorKind.ForeignKeyReferenced : DatabaseErrorKind.ForeignKeyMissing;
        }

        // A cascade can violate rows that have no entries.
        return entries.Count > 0 ? Overall() : Direction(statement, key);
    }

    /// <summary>Finds the possible foreign keys and the violated end.</summary>
    public async ValueTask<ResolvedDatabaseError> FindAsync(ModelObjects objects, bool async, CancellationToken cancellationToken)
    {
        var kind = Overall();
        var candidates = entries.Count > 0 ? OfEntries(kind) : OfStatement(kind, objects);
        if (candidates.Count == 0 && entries.Count > 0 && !failure.IsDirectionKnown && kind == DatabaseErrorKind.ForeignKeyMissing)
        {
            candidates = OfEntries(DatabaseErrorKind.ForeignKeyReferenced);
            kind = candidates.Count > 0 ? DatabaseErrorKind.ForeignKeyReferenced : kind;
        }

        if (candidates.Count > 1 && entries is [var entry])
        {
            candidates = await ProbeAsync(candidates, kind, entry, async, cancellationToken).ConfigureAwait(false);
        }

        return ResolvedDatabaseError.Of(kind, [.. candidates.Select(ModelObjects.ForeignKey)]);
    }

    private static DatabaseErrorKind Direction(FailedStatement? statement, IForeignKeyConstraint key)
        => statement is { IsDelete: true }
            || (statement is { IsInsert: false } && statement.Table == key.PrincipalTable.Name && statement.Table != key.Table.Name)
                ? DatabaseErrorKind.ForeignKeyReferenced
                : DatabaseErrorKind.ForeignKeyMissing;

    private static bool Writes(EntityEntry entry, ITable table, IReadOnlyList<IColumn> columns)
        => entry.IsMappedTo(table)
            && columns.Any(column => column.FindMappedProperty(entry.Metadata) is { } property && entry.IsWritten(property));

    private DatabaseErrorKind Overall()
        => failure.IsDirectionKnown
            ? failure.Kind
            : (entries.Count > 0 && entries.All(entry => entry.State == EntityState.Deleted))
                || (entries.Count == 0 && statement is { IsDelete: true })
                    ? DatabaseErrorKind.ForeignKeyReferenced
                    : DatabaseErrorKind.ForeignKeyMissing;

    private List<IForeignKeyConstraint> OfEntries(DatabaseErrorKind kind)
    {
        var tables = entries.SelectMany(entry => entry.Metadata.GetTableMappings(), (entry, mapping) => (entry, mapping.Table));
        return kind == DatabaseErrorKind.ForeignKeyMissing
            ? [.. tables
                .SelectMany(at => at.Table.ForeignKeyConstraints.Where(key => Refers(at.entry, key)))
                .Distinct()]
            : FindViolated(tables.Select(at => at.Table).Distinct());
    }

    private List<IForeignKeyConstraint> OfStatement(DatabaseErrorKind kind, ModelObjects objects)
    {
        if (statement is null || objects.FindTable(statement.Schema, statement.Table) is not { } table)
        {
            return [];
        }

        if (kind == DatabaseErrorKind.ForeignKeyReferenced)
        {
            return FindViolated([table]);
        }

        var mentioned = SqlColumns.In(statement.Sql, table);
        var written = table.ForeignKeyConstraints.Where(key => key.Columns.All(mentioned.Contains)).ToList();
        return written.Count > 0 ? written : [.. table.ForeignKeyConstraints];
    }

    /// <summary>
    /// Returns the foreign keys that prevent a delete. Returns those with RESTRICT if the database reported one of them.
    /// </summary>
    private List<IForeignKeyConstraint> FindViolated(IEnumerable<ITable> tables)
    {
        var keys = tables
            .SelectMany(table => table.ReferencingForeignKeyConstraints)
            .Where(key => key.OnDeleteAction is ReferentialAction.NoAction or ReferentialAction.Restrict)
            .Distinct()
            .ToList();
        var restricting = keys.FindAll(key => key.OnDeleteAction == ReferentialAction.Restrict);
        return failure.IsDirectionKnown && restricting.Count > 0 ? restricting : keys;
    }

    private static bool Refers(EntityEntry entry, IForeignKeyConstraint key)
        => Writes(entry, key.Table, key.Columns)
            && key.Columns.All(column => column.FindMappedProperty(entry.Metadata) is { } property
                && entry.GetCurrentValue(property) is not null);

    private async ValueTask<List<IForeignKeyConstraint>> ProbeAsync(
        List<IForeignKeyConstraint> candidates,
        DatabaseErrorKind kind,
        EntityEntry entry,
        bool async,
        CancellationToken cancellationToken)
    {
        var guilty = new List<IForeignKeyConstraint>();
        foreach (var key in candidates)
        {
            var isGuilty = kind == DatabaseErrorKind.ForeignKeyMissing
                ? !IsNew(entry, key) && await probe.HasRowAsync(
                    key.PrincipalTable, key.PrincipalColumns, entry, key.Columns, async, cancellationToken).ConfigureAwait(false) != true
                : await probe.HasRowAsync(
                    key.Table, key.Columns, entry, key.PrincipalColumns, async, cancellationToken).ConfigureAwait(false) != false;
            if (isGuilty)
            {
                guilty.Add(key);
            }
        }

        return guilty.Count > 0 ? guilty : candidates;
    }

    /// <summary>Whether the principal row was inserted by the same save, and is rolled back by now.</summary>
    private static bool IsNew(EntityEntry entry, IForeignKeyConstraint key)
        => key.MappedForeignKeys.FirstOrDefault(mapped => mapped.DeclaringEntityType.IsAssignableFrom(entry.Metadata)) is { } mapped
            && entry.FindPrincipal(mapped) is { State: EntityState.Added };
}

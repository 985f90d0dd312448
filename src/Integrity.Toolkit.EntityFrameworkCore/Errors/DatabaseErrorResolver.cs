using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Finds the model object of a database error: by table and name, by a name that is unique in the model, by the columns that
/// SQLite lists, or by the entries; never by a part of the error text.
/// </summary>
internal sealed class DatabaseErrorResolver(
    DbContext context, ProviderError failure, IReadOnlyList<EntityEntry> entries, FailedStatement? statement)
{
    private readonly ModelObjects _objects = ModelObjects.Of(context.Model);
    private readonly RenderedConstraints _declared = RenderedConstraints.Of(context.Model);
    private readonly RowProbe _probe = new(context);

    public async ValueTask<ResolvedDatabaseError> FindAsync(bool async, CancellationToken cancellationToken)
    {
        var found = ByName()
            ?? await ByColumnsAsync(async, cancellationToken).ConfigureAwait(false)
            ?? (failure.IsForeignKey
                ? await new ForeignKeyErrorResolver(failure, entries, statement, _probe)
                    .FindAsync(_objects, async, cancellationToken).ConfigureAwait(false)
                : ByEntries());
        return found with
        {
            Table = found.Table ?? Table(),
            Said = (failure.Schema, failure.Table),
            CanRetry = failure.CanRetry,
        };
    }

    private ResolvedDatabaseError? ByName()
    {
        // For a missing value, the column is more specific than the name of the constraint.
        if (failure.Name is not { } name || failure.Kind == DatabaseErrorKind.Required)
        {
            return null;
        }

        var declared = _declared.Find(failure.Schema, failure.Table, name);
        if (failure.Behind is { } behind && _objects.Find(declared?.Schema, declared?.Table, behind) is { } other)
        {
            return Known(other, _declared.Find(other.Table.Schema, other.Table.Name, behind));
        }

        if (_objects.Find(failure.Schema, failure.Table, name) is { } known)
        {
            return Known(known, declared);
        }

        return declared is null
            ? new ResolvedDatabaseError(failure.Kind) { Constraint = IsName(name) ? name : null }
            : new ResolvedDatabaseError(declared.Kind)
            {
                Table = failure.Table is null && _declared.IsOnSeveralTables(name)
                    ? null
                    : _objects.FindTable(declared.Schema, declared.Table),
                Constraint = name,
                Declared = declared,
            };
    }

    private ResolvedDatabaseError Known(ModelObject known, RenderedConstraint? declared)
        => ResolvedDatabaseError.Of(
            known.ForeignKey is { } key
                ? new ForeignKeyErrorResolver(failure, entries, statement, _probe).Direction(key)
                : declared?.Kind ?? known.Kind,
            [known]) with
        {
            Declared = declared,
        };

    private async ValueTask<ResolvedDatabaseError?> ByColumnsAsync(bool async, CancellationToken cancellationToken)
    {
        if (failure.Column is { } name && Table()?.FindColumn(name) is { } column)
        {
            return new ResolvedDatabaseError(failure.Kind) { Table = column.Table, Columns = [column] };
        }

        if (failure.Listed is not { } listed)
        {
            return null;
        }

        if (_objects.Listed(failure.Kind, listed) is { Count: > 0 } candidates)
        {
            return await AmongAsync(candidates, async, cancellationToken).ConfigureAwait(false);
        }

        return _objects.ListedColumn(listed) is { } single
            ? new ResolvedDatabaseError(failure.Kind) { Table = single.Table, Columns = [single] }
            : null;
    }

    /// <summary>Of several indexes on the same columns, excludes those whose filters do not match the row.</summary>
    private async ValueTask<ResolvedDatabaseError> AmongAsync(
        IReadOnlyList<ModelObject> candidates, bool async, CancellationToken cancellationToken)
    {
        var left = new List<ModelObject>();
        var row = candidates.Count > 1 ? Written(candidates[0].Table, candidates[0].Columns) : [];
        foreach (var candidate in candidates)
        {
            if (candidate.Filter is null
                || row is not [var entry]
                || await _probe.HoldsAsync(candidate, entry, async, cancellationToken).ConfigureAwait(false) != false)
            {
                left.Add(candidate);
            }
        }

        var found = ResolvedDatabaseError.Of(failure.Kind, left.Count > 0 ? left : candidates);
        return found.Object is { } only
            ? found with { Declared = _declared.Find(only.Table.Schema, only.Table.Name, only.Name) }
            : found;
    }

    private ResolvedDatabaseError ByEntries()
    {
        var columns = failure.Kind is DatabaseErrorKind.TooLong or DatabaseErrorKind.OutOfRange
            ? OversizedValues.In(entries, failure.Kind)
            : [];
        var tables = columns.Select(column => column.Table).Distinct().ToList();
        return tables is [var table]
            ? new ResolvedDatabaseError(failure.Kind) { Table = table, Columns = columns }
            : new ResolvedDatabaseError(failure.Kind);
    }

    private IReadOnlyList<EntityEntry> Written(ITable table, IReadOnlyList<IColumn> columns)
        => TableMappingExtensions.WhereStoredIn([.. entries.Where(entry => entry.State is EntityState.Added or EntityState.Modified)], table, columns);

    private ITable? Table()
    {
        if (failure.Table is { } said)
        {
            return _objects.FindTable(failure.Schema, said);
        }

        var written = entries.SelectMany(entry => entry.Metadata.GetTableMappings()).Select(mapping => mapping.Table).Distinct().ToList();
        return written is [var only]
            ? only
            : statement is not null && entries.Count == 0
                ? _objects.FindTable(statement.Schema, statement.Table)
                : null;
    }

    /// <summary>
    /// SQLite reports an unnamed CHECK by its text, and one that starts with a quoted column by that column only.
    /// </summary>
    private bool IsName(string name)
        => failure.Kind != DatabaseErrorKind.Check
            || failure.Table is not null
            || (name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '-') && !_objects.HasColumn(name));
}

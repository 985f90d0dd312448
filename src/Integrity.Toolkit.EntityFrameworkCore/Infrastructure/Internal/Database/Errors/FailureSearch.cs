using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database.Errors;

/// <summary>
/// Finds what a refusal of the database is in the model: by table and name, by a name that is unique in the model, by the
/// columns that SQLite lists, by the entries; never by a part of a text.
/// </summary>
internal sealed class FailureSearch(
    DbContext context, ProviderFailure failure, IReadOnlyList<EntityEntry> entries, RefusedStatement? statement)
{
    private readonly DatabaseObjects _objects = DatabaseObjects.Of(context.Model);
    private readonly DeclaredObjects _declared = DeclaredObjects.Of(context.Model);
    private readonly RowProbe _probe = new(context);

    public async ValueTask<Finding> FindAsync(bool async, CancellationToken cancellationToken)
    {
        var found = ByName()
            ?? await ByColumnsAsync(async, cancellationToken).ConfigureAwait(false)
            ?? (failure.IsForeignKey
                ? await new ForeignKeySearch(failure, entries, statement, _probe)
                    .FindAsync(_objects, async, cancellationToken).ConfigureAwait(false)
                : ByEntries());
        return found with
        {
            Table = found.Table ?? Table(),
            Said = (failure.Schema, failure.Table),
            CanRetry = failure.CanRetry,
        };
    }

    private Finding? ByName()
    {
        // Where both are said, the column of a missing value tells more than the name of its constraint.
        if (failure.Name is not { } name || failure.Kind == DatabaseRefusalKind.Required)
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
            ? new Finding(failure.Kind) { Constraint = IsName(name) ? name : null }
            : new Finding(declared.Kind)
            {
                Table = failure.Table is null && _declared.IsOnSeveralTables(name)
                    ? null
                    : _objects.FindTable(declared.Schema, declared.Table),
                Constraint = name,
                Declared = declared,
            };
    }

    private Finding Known(DatabaseObject known, DeclaredObject? declared)
        => Finding.Of(
            known.ForeignKey is { } key
                ? new ForeignKeySearch(failure, entries, statement, _probe).Direction(key)
                : declared?.Kind ?? known.Kind,
            [known]) with
        {
            Declared = declared,
        };

    private async ValueTask<Finding?> ByColumnsAsync(bool async, CancellationToken cancellationToken)
    {
        if (failure.Column is { } name && Table()?.FindColumn(name) is { } column)
        {
            return new Finding(failure.Kind) { Table = column.Table, Columns = [column] };
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
            ? new Finding(failure.Kind) { Table = single.Table, Columns = [single] }
            : null;
    }

    /// <summary>Of indexes on the same columns only those can have refused a row whose filters hold for it.</summary>
    private async ValueTask<Finding> AmongAsync(
        IReadOnlyList<DatabaseObject> candidates, bool async, CancellationToken cancellationToken)
    {
        var left = new List<DatabaseObject>();
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

        var found = Finding.Of(failure.Kind, left.Count > 0 ? left : candidates);
        return found.Object is { } only
            ? found with { Declared = _declared.Find(only.Table.Schema, only.Table.Name, only.Name) }
            : found;
    }

    private Finding ByEntries()
    {
        var columns = failure.Kind is DatabaseRefusalKind.TooLong or DatabaseRefusalKind.OutOfRange
            ? RefusedValues.In(entries, failure.Kind)
            : [];
        var tables = columns.Select(column => column.Table).Distinct().ToList();
        return tables is [var table]
            ? new Finding(failure.Kind) { Table = table, Columns = columns }
            : new Finding(failure.Kind);
    }

    private IReadOnlyList<EntityEntry> Written(ITable table, IReadOnlyList<IColumn> columns)
        => MappedRows.In([.. entries.Where(entry => entry.State is EntityState.Added or EntityState.Modified)], table, columns);

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
    /// SQLite gives the text of a CHECK that has no name, and of one that begins with a quoted column only that.
    /// </summary>
    private bool IsName(string name)
        => failure.Kind != DatabaseRefusalKind.Check
            || failure.Table is not null
            || (name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '-') && !_objects.HasColumn(name));
}

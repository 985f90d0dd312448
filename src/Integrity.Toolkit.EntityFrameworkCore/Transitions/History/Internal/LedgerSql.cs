using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>A status and its history in terms of their columns.</summary>
internal sealed class LedgerSql
{
    private const string Past = "\"past\"";

    private const string Owner = "\"owner\"";

    private readonly ConstraintSqlBuilder _rendering;
    private readonly IMutableEntityType _history;
    private readonly IMutableProperty _status;
    private readonly IMutableProperty _sequence;
    private readonly IReadOnlyForeignKey _toOwner;

    public LedgerSql(IMutableProperty status, IMutableProperty sequence, IMutableEntityType history, ConstraintSqlBuilder rendering)
    {
        (_status, _sequence, _history, _rendering) = (status, sequence, history, rendering);
        _toOwner = history.GetForeignKeys().Single();
        Table = StoreObjectIdentifier.Create(history, StoreObjectType.Table)!.Value;
        ThrowIfOtherTypes(nameof(TransitionRecord.FromState));
        ThrowIfOtherTypes(nameof(TransitionRecord.ToState));
    }

    /// <summary>The table of the history.</summary>
    public StoreObjectIdentifier Table { get; }

    private DatabaseDialect Dialect => _rendering.Dialect;

    /// <summary>The quoted column of the history.</summary>
    public string Column(string member) => _rendering.Column(_history.FindProperty(member)!, Table);

    /// <summary>A value as the history's column keeps it.</summary>
    public string Literal(string member, object value) => _rendering.Literal(_history.FindProperty(member)!, value);

    public string StoreType(string member) => _rendering.StoreType(_history.FindProperty(member)!);

    /// <summary>A state of the history, for comparisons.</summary>
    public string State(string row, string member) => Comparable($"{row}{Column(member)}");

    /// <summary>The status of an entity's row, for comparisons.</summary>
    public string Status(StoreObjectIdentifier stored, string row) => Comparable($"{row}{_rendering.Column(_status, stored)}");

    public string Sequence(StoreObjectIdentifier stored, string row) => $"{row}{_rendering.Column(_sequence, stored)}";

    public IEnumerable<(string Owner, string History)> Keys(StoreObjectIdentifier stored)
        => _toOwner.PrincipalKey.Properties.Zip(
            _toOwner.Properties,
            (key, copy) => (_rendering.Column(key, stored), _rendering.Column(copy, Table)));

    /// <summary>A row of the history that belongs to an entity's row.</summary>
    public string HasPast(StoreObjectIdentifier stored, string row, params string[] conditions)
        => Exists(Table, Past, [.. Keys(stored).Select(key => $"{Past}.{key.History} = {row}{key.Owner}"), .. conditions]);

    /// <summary>A row of the history that belongs to the same entity as another one, and comes just before it.</summary>
    /// <remarks>Both comparisons, for a column of SQLite also keeps what is no number.</remarks>
    public string HasPredecessor(string row)
        => Exists(
            Table,
            Past,
            [
                .. _toOwner.Properties.Select(copy => _rendering.Column(copy, Table)).Select(column => $"{Past}.{column} = {row}{column}"),
                $"{Past}.{Number} = {row}{Number} - 1",
                $"{Past}.{Number} + 1 = {row}{Number}",
                $"{State($"{Past}.", nameof(TransitionRecord.ToState))} = {State(row, nameof(TransitionRecord.FromState))}",
            ]);

    /// <summary>The entity's row that a row of the history belongs to, wherever the rows of the type are.</summary>
    public string HasOwner(IEnumerable<StoreObjectIdentifier> tables, string row, Func<StoreObjectIdentifier, IEnumerable<string>> conditions)
        => string.Join(" OR ", tables.Select(stored => Exists(
            stored,
            Owner,
            [.. Keys(stored).Select(key => $"{Owner}.{key.Owner} = {row}{key.History}"), .. conditions(stored)])));

    public string OwnerSequence(StoreObjectIdentifier stored) => Sequence(stored, $"{Owner}.");

    public string OwnerStatus(StoreObjectIdentifier stored) => Status(stored, $"{Owner}.");

    public string PastNumber => $"{Past}.{Number}";

    public string PastState => State($"{Past}.", nameof(TransitionRecord.ToState));

    private string Number => Column(nameof(TransitionRecord.Sequence));

    private string Comparable(string column) => Dialect.Comparable(column, _rendering.StoreType(_status), _status.GetCollation());

    private string Exists(StoreObjectIdentifier table, string alias, IEnumerable<string> conditions)
        => $"EXISTS (SELECT 1 FROM {Dialect.Quote(table)} AS {alias} WHERE {string.Join(" AND ", conditions)})";

    /// <summary>A database that compares other types with each other does it in ways of its own.</summary>
    private void ThrowIfOtherTypes(string member)
    {
        var (status, state) = (_rendering.StoreType(_status), _rendering.StoreType(_history.FindProperty(member)!));
        if (status != state)
        {
            throw new NotSupportedException(
                $"{_status.DeclaringType.DisplayName()}.{_status.Name} is kept as {status}, and its history as {state}, so the "
                + "database cannot tell whether they agree. Give the status a column type or a conversion that both have, or use "
                + "GuardInDatabase() instead of RequireInDatabase().");
        }
    }
}

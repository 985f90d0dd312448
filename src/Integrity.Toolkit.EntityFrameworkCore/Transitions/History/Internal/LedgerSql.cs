using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>The SQL of a status and its history.</summary>
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

    /// <summary>Gets the table of the history.</summary>
    public StoreObjectIdentifier Table { get; }

    private DatabaseDialect Dialect => _rendering.Dialect;

    /// <summary>Returns the quoted column of the history.</summary>
    public string Column(string member) => _rendering.Column(_history.FindProperty(member)!, Table);

    /// <summary>Returns a value as the column of the history stores it.</summary>
    public string Literal(string member, object value) => _rendering.Literal(_history.FindProperty(member)!, value);

    public string StoreType(string member) => _rendering.StoreType(_history.FindProperty(member)!);

    /// <summary>Returns a state of the history, for comparisons.</summary>
    public string State(string row, string member) => Comparable($"{row}{Column(member)}");

    /// <summary>Returns the status of an entity's row, for comparisons.</summary>
    public string Status(StoreObjectIdentifier stored, string row) => Comparable($"{row}{_rendering.Column(_status, stored)}");

    public string Sequence(StoreObjectIdentifier stored, string row) => $"{row}{_rendering.Column(_sequence, stored)}";

    public IEnumerable<(string Owner, string History)> Keys(StoreObjectIdentifier stored)
        => _toOwner.PrincipalKey.Properties.Zip(
            _toOwner.Properties,
            (key, copy) => (_rendering.Column(key, stored), _rendering.Column(copy, Table)));

    /// <summary>Returns the condition that an entity's row has a history row.</summary>
    public string HasPast(StoreObjectIdentifier stored, string row, params string[] conditions)
        => Exists(Table, Past, [.. Keys(stored).Select(key => $"{Past}.{key.History} = {row}{key.Owner}"), .. conditions]);

    /// <summary>Returns the condition that the row before a history row exists.</summary>
    /// <remarks>Both comparisons are required because a column of SQLite can also store values that are not numbers.</remarks>
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

    /// <summary>Returns the condition that the entity's row of a history row exists, in any of the tables of the type.</summary>
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

    /// <summary>Throws for different column types, whose comparison depends on the database.</summary>
    private void ThrowIfOtherTypes(string member)
    {
        var (status, state) = (_rendering.StoreType(_status), _rendering.StoreType(_history.FindProperty(member)!));
        if (status != state)
        {
            throw new NotSupportedException(
                $"{_status.DeclaringType.DisplayName()}.{_status.Name} is stored as {status}, but its history as {state}, so the "
                + "database cannot compare them. Configure a column type or a conversion of the status that applies to both, or "
                + "use GuardInDatabase() instead of RequireInDatabase().");
        }
    }
}

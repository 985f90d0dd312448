using System.Linq.Expressions;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// Where the history of a type is kept, and how the rows of an owner are found: in a table of their own by a copy of its key, in a
/// shared one by its name and its key as a text.
/// </summary>
/// <param name="Type">The entity type of the rows.</param>
/// <param name="Key">What says whose a row is.</param>
/// <param name="OwnerKey">The owner's key.</param>
/// <param name="Deletion">What becomes of it when the owner is deleted for good.</param>
/// <param name="HasStateTexts">Whether the states are texts there, and something else in the status.</param>
internal sealed record HistoryTable(
    IEntityType Type,
    IReadOnlyList<HistoryColumn> Key,
    IReadOnlyList<IProperty> OwnerKey,
    HistoryDeleteBehavior Deletion,
    bool HasStateTexts)
{
    /// <summary>The columns with values of the owner's key, in its order.</summary>
    public IReadOnlyList<HistoryColumn> Copies => field ??= [.. Key.Where(column => column.Source is not null)];

    public bool IsShared => Copies.Count < Key.Count;

    public static HistoryTable Of(IEntityType entityType, IProperty status, TransitionsDeclaration declaration)
    {
        var history = entityType.Model.FindEntityType(declaration.HistoryTypeName(entityType))!;
        var (key, ownerKey) = (history.FindPrimaryKey()!.Properties, entityType.FindPrimaryKey()!.Properties);

        return declaration.Shared is { } shared
            ? new HistoryTable(
                history,
                [HistoryColumn.Named(key[0], shared.NameOf(entityType)), HistoryColumn.Copy(key[1], ownerKey[0])],
                ownerKey,
                declaration.HistoryDeletion,
                !StateText.IsStored(status))
            : new HistoryTable(
                history, [.. key.Zip(ownerKey, HistoryColumn.Copy)], ownerKey, declaration.HistoryDeletion, HasStateTexts: false);
    }

    /// <summary>The table, for statements about its rows.</summary>
    public RowTable In(DbContext context) => RowTable.Of(Type, context.GetService<ISqlGenerationHelper>()).Single();

    /// <summary>The rows of all owners of the type, whoever may see them.</summary>
    public IQueryable<TransitionRecord> Rows(DbContext context)
    {
        var rows = context.Set<TransitionRecord>(Type.Name).AsNoTracking();
        if (!IsShared)
        {
            return rows;
        }

        var row = Expression.Parameter(typeof(TransitionRecord), "row");
        return rows.Where(Expression.Lambda<Func<TransitionRecord, bool>>(IsOfType(row), row));
    }

    /// <summary>The condition that a row of a shared table is of the type.</summary>
    public Expression IsOfType(Expression row)
        => Key.Where(column => column.Source is null)
            .Select(column => (Expression)Expression.Equal(row.GetRowProperty(column.Property), column.Value(row)))
            .Aggregate(Expression.AndAlso);

    /// <summary>The condition that a row of the type is of the owner with a key.</summary>
    public Expression IsOf(Expression row, IReadOnlyList<object?> key)
        => row.HasKey(
Copies.Select(column => column.Property), [.. Copies.Select((column, i) => column.Value(_ => key[i]))]);

    /// <summary>The condition in SQL that a row of any owner is of one.</summary>
    public string IsOf(Func<IProperty, string> rowColumn, Func<IProperty, string> ownerColumn)
        => string.Join(" AND ", Key.Select(column => $"{rowColumn(column.Property)} = {column.Value(ownerColumn)}"));

    /// <summary>The beginning of a statement that writes a row for each of some owners; where they are stands after FROM.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="record">What is the same in all rows.</param>
    /// <param name="differing">What is not, as SQL; null for what is in the record.</param>
    /// <param name="ownerColumn">Where a value of the owner's key is.</param>
    /// <param name="command">Takes the values.</param>
    public string Insert(
        RowTable rows,
        TransitionRecord record,
        Func<IProperty, string?> differing,
        Func<IProperty, string> ownerColumn,
        RowCommand command)
    {
        var columns = rows.Properties.ToList();
        var values = columns.Select(property => Find(property)?.Value(ownerColumn) ?? differing(property) ?? Constant(property));
        return $"INSERT INTO {rows.Name} ({string.Join(", ", columns.Select(rows.Column))})\nSELECT {string.Join(", ", values)}\n";

        // Of a null without a column of its own no database would know the type.
        string Constant(IProperty property)
            => ValueOf(property, record) is { } value ? command.Parameter(rows.TypeOf(property), value) : "NULL";
    }

    /// <summary>What a record has for a column; null for one that is not its own.</summary>
    public static object? ValueOf(IProperty property, TransitionRecord record)
        => property.IsShadowProperty() ? null : property.GetGetter().GetClrValue(record);

    /// <summary>The column of a property, if that says whose a row is.</summary>
    public HistoryColumn? Find(IProperty property) => Key.FirstOrDefault(column => column.Property == property);

    /// <summary>Whether a row is of the type.</summary>
    public bool Has(EntityEntry row)
        => Key.All(column => column.Name is null || column.Name.Equals(row.GetCurrentValue(column.Property)));

    /// <summary>The key of the owner that a row has.</summary>
    public IReadOnlyList<object?> KeyOf(EntityEntry row)
        => KeyOf([.. Copies.Select(column => row.GetCurrentValue(column.Property))]);

    /// <summary>The key of an owner, by the values of it that a row has.</summary>
    public IReadOnlyList<object?> KeyOf(IReadOnlyList<object?> copies)
        => [.. Copies.Zip(copies, (column, value) => column.OwnerValue(value))];
}

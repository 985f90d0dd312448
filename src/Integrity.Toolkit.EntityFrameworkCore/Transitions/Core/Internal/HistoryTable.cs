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
/// The table with the history of a type, and how the rows of an owner are found: by a copy of its key in a table of the type's
/// own, by its name and its key as text in a shared table.
/// </summary>
/// <param name="Type">The entity type of the rows.</param>
/// <param name="Key">The columns that identify the owner of a row.</param>
/// <param name="OwnerKey">The owner's key.</param>
/// <param name="Deletion">What happens to the history when the owner is permanently deleted.</param>
/// <param name="HasStateTexts">Whether the history stores the states as text while the status has another type.</param>
internal sealed record HistoryTable(
    IEntityType Type,
    IReadOnlyList<HistoryColumn> Key,
    IReadOnlyList<IProperty> OwnerKey,
    HistoryDeleteBehavior Deletion,
    bool HasStateTexts)
{
    /// <summary>Gets the columns with values of the owner's key, in its order.</summary>
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

    /// <summary>Returns the table, for statements about its rows.</summary>
    public RowTable In(DbContext context) => RowTable.Of(Type, context.GetService<ISqlGenerationHelper>()).Single();

    /// <summary>Returns the rows of all owners of the type, including those that query filters hide.</summary>
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

    /// <summary>Returns the condition that a row of a shared table belongs to the type.</summary>
    public Expression IsOfType(Expression row)
        => Key.Where(column => column.Source is null)
            .Select(column => (Expression)Expression.Equal(row.GetRowProperty(column.Property), column.Value(row)))
            .Aggregate(Expression.AndAlso);

    /// <summary>Returns the condition that a row of the type belongs to the owner with a key.</summary>
    public Expression IsOf(Expression row, IReadOnlyList<object?> key)
        => row.HasKey(
            Copies.Select(column => column.Property), [.. Copies.Select((column, i) => column.Value(_ => key[i]))]);

    /// <summary>Returns the condition in SQL that a history row belongs to an owner.</summary>
    public string IsOf(Func<IProperty, string> rowColumn, Func<IProperty, string> ownerColumn)
        => string.Join(" AND ", Key.Select(column => $"{rowColumn(column.Property)} = {column.Value(ownerColumn)}"));

    /// <summary>Returns the first part of a statement that inserts a row for each of some owners; FROM follows.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="record">The values that are the same in all rows.</param>
    /// <param name="differing">Returns the SQL of a value that differs; null for a value of the record.</param>
    /// <param name="ownerColumn">Returns the SQL of a value of the owner's key.</param>
    /// <param name="command">The command that receives the parameters.</param>
    /// <returns>The SQL.</returns>
    public string Insert(
        RowTable rows,
        TransitionRecord record,
        Func<IProperty, string?> differing,
        Func<IProperty, string> ownerColumn,
        RowCommand command)
    {
        var columns = rows.Properties.ToList();
        var values = columns.Select(property => Find(property)?.Value(ownerColumn) ?? differing(property) ?? Constant(property));
        return $"INSERT INTO {rows.Name} ({string.Join(", ", columns.Select(rows.Column))})\n"
            + $"SELECT {string.Join(", ", values)}\n";

        // A literal: a database cannot infer the type of a null parameter that is selected.
        string Constant(IProperty property)
            => ValueOf(property, record) is { } value ? command.Parameter(rows.TypeOf(property), value) : "NULL";
    }

    /// <summary>Returns the value of a record for a column; null for a shadow property.</summary>
    public static object? ValueOf(IProperty property, TransitionRecord record)
        => property.IsShadowProperty() ? null : property.GetGetter().GetClrValue(record);

    /// <summary>Returns the column of a property, if it identifies the owner of a row.</summary>
    public HistoryColumn? Find(IProperty property) => Key.FirstOrDefault(column => column.Property == property);

    /// <summary>Returns whether a row belongs to the type.</summary>
    public bool Has(EntityEntry row)
        => Key.All(column => column.Name is null || column.Name.Equals(row.GetCurrentValue(column.Property)));

    /// <summary>Returns the key of the owner of a row.</summary>
    public IReadOnlyList<object?> KeyOf(EntityEntry row)
        => KeyOf([.. Copies.Select(column => row.GetCurrentValue(column.Property))]);

    /// <summary>Returns the key of an owner from its values in a history row.</summary>
    public IReadOnlyList<object?> KeyOf(IReadOnlyList<object?> copies)
        => [.. Copies.Zip(copies, (column, value) => column.OwnerValue(value))];
}

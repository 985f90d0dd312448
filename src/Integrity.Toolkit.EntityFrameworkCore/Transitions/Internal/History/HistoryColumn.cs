using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A column of a history that says whose the row is: a copy of a value of the owner's key, that value as a text, or the owner's
/// name.
/// </summary>
internal sealed class HistoryColumn
{
    private HistoryColumn(IProperty property, IProperty? of, string? name) => (Property, Of, Name) = (property, of, name);

    public IProperty Property { get; }

    /// <summary>What of the owner is in it; null for its name.</summary>
    public IProperty? Of { get; }

    /// <summary>The owner's name, where that is in it.</summary>
    public string? Name { get; }

    private bool IsText => Of is not null && Of.ClrType != Property.ClrType;

    public static HistoryColumn Copy(IProperty property, IProperty of) => new(property, of, null);

    public static HistoryColumn Named(IProperty property, string name) => new(property, null, name);

    /// <summary>What a row of the owner has.</summary>
    public object? Value(Func<IProperty, object?> owner)
        => Of is null ? Name : IsText ? KeyText.Of(owner(Of)) : owner(Of);

    /// <summary>The same in a query.</summary>
    public Expression Value(Expression owner)
        => Of is null ? Expression.Constant(Name)
            : IsText ? KeyText.Of(RowExpression.Property(owner, Of))
            : RowExpression.Property(owner, Of);

    /// <summary>The same in SQL.</summary>
    public string Value(Func<IProperty, string> column)
        => Of is null ? DatabaseDialect.Text(Name!) : IsText ? KeyText.Of(column(Of), Of.ClrType) : column(Of);

    /// <summary>What the owner has, where a row has a value.</summary>
    public object? OwnerValue(object? value) => IsText && value is string text ? KeyText.Parse(Of!.ClrType, text) : value;
}

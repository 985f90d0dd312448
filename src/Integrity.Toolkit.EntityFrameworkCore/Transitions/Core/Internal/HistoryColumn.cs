using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// A column of a history that identifies the owner of a row: a copy of a value of the owner's key, that value as text, or the
/// owner's name.
/// </summary>
internal sealed class HistoryColumn
{
    private HistoryColumn(IProperty property, IProperty? source, string? name)
        => (Property, Source, Name) = (property, source, name);

    public IProperty Property { get; }

    /// <summary>Gets the property of the owner's key that the column stores; null if it stores the owner's name.</summary>
    public IProperty? Source { get; }

    /// <summary>Gets the owner's name, if the column stores it.</summary>
    public string? Name { get; }

    private bool IsText => Source is not null && Source.ClrType != Property.ClrType;

    public static HistoryColumn Copy(IProperty property, IProperty source) => new(property, source, null);

    public static HistoryColumn Named(IProperty property, string name) => new(property, null, name);

    /// <summary>Returns the value of the column for an owner.</summary>
    public object? Value(Func<IProperty, object?> owner)
        => Source is null ? Name : IsText ? KeyText.Of(owner(Source)) : owner(Source);

    /// <summary>Returns the value of the column for an owner, in a query.</summary>
    public Expression Value(Expression owner)
        => Source is null ? Expression.Constant(Name)
            : IsText ? KeyText.Of(owner.GetRowProperty(Source))
            : owner.GetRowProperty(Source);

    /// <summary>Returns the value of the column for an owner, in SQL.</summary>
    public string Value(Func<IProperty, string> column)
        => Source is null ? DatabaseDialect.Text(Name!) : IsText ? KeyText.Of(column(Source), Source.ClrType) : column(Source);

    /// <summary>Returns the owner's value for a value of the column.</summary>
    public object? OwnerValue(object? value) => IsText && value is string text ? KeyText.Parse(Source!.ClrType, text) : value;
}

using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// A column of a history that says whose the row is: a copy of a value of the owner's key, that value as a text, or the owner's
/// name.
/// </summary>
internal sealed class HistoryColumn
{
    private HistoryColumn(IProperty property, IProperty? source, string? name) => (Property, Source, Name) = (property, source, name);

    public IProperty Property { get; }

    /// <summary>The property of the owner's key that is in it; null for its name.</summary>
    public IProperty? Source { get; }

    /// <summary>The owner's name, where that is in it.</summary>
    public string? Name { get; }

    private bool IsText => Source is not null && Source.ClrType != Property.ClrType;

    public static HistoryColumn Copy(IProperty property, IProperty source) => new(property, source, null);

    public static HistoryColumn Named(IProperty property, string name) => new(property, null, name);

    /// <summary>What a row of the owner has.</summary>
    public object? Value(Func<IProperty, object?> owner)
        => Source is null ? Name : IsText ? KeyText.Of(owner(Source)) : owner(Source);

    /// <summary>The same in a query.</summary>
    public Expression Value(Expression owner)
        => Source is null ? Expression.Constant(Name)
            : IsText ? KeyText.Of(owner.GetRowProperty(Source))
            : owner.GetRowProperty(Source);

    /// <summary>The same in SQL.</summary>
    public string Value(Func<IProperty, string> column)
        => Source is null ? DatabaseDialect.Text(Name!) : IsText ? KeyText.Of(column(Source), Source.ClrType) : column(Source);

    /// <summary>What the owner has, where a row has a value.</summary>
    public object? OwnerValue(object? value) => IsText && value is string text ? KeyText.Parse(Source!.ClrType, text) : value;
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>Converts states to text, and text to the stored values of states.</summary>
internal static class StateText
{
    private static readonly ConcurrentDictionary<(Type, string), object> Known = [];

    public static string Of(object? state)
    {
        var text = state switch
        {
            null => "",
            Enum value => value.ToString(),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => state.ToString() ?? "",
        };

        // A value object may not be convertible from its text: keep the value.
        if (state is not (null or string or Enum))
        {
            Known.TryAdd((state.GetType(), text), state);
        }

        return text;
    }

    /// <summary>Registers the states of a table by their text, whether or not they occur in the database.</summary>
    public static void Remember(IReadOnlyList<object> states)
    {
        foreach (var state in states)
        {
            Of(state);
        }
    }

    /// <summary>Returns whether the text of a state is the provider's value of the status property.</summary>
    public static bool IsStored(IReadOnlyProperty status)
        => status.GetValueConverter() is { } converter
            ? StrictEnumConverter.WritesNames(converter)
            : status.ClrType == typeof(string) || status.GetProviderClrType() == typeof(string);

    /// <summary>
    /// Returns the converter from the text of a state to the provider's value of the status property; null if they are equal.
    /// </summary>
    public static ValueConverter? ConverterFor(IReadOnlyProperty status, ITypeMappingSource types)
    {
        if (IsStored(status))
        {
            return null;
        }

        var converter = status.GetValueConverter();
        return (ValueConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(
                converter?.ProviderClrType ?? (status.ClrType.IsEnum
                    ? status.GetProviderClrType() ?? StoredAs(status.ClrType, types)
                    : status.ClrType)),
            status.ClrType,
            converter)!;
    }

    /// <summary>Returns the enum itself if the database supports it as a type, otherwise the type of its number.</summary>
    private static Type StoredAs(Type state, ITypeMappingSource types)
        => types.FindMapping(state) is { Converter: null } ? state : state.GetEnumUnderlyingType();

    private static object Parse(Type type, string text)
    {
        if (type.IsEnum)
        {
            return Enum.Parse(type, text);
        }

        return type == typeof(string)
            ? text
            : Known.TryGetValue((type, text), out var known)
                ? known
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text)!;
    }

    private sealed class Converter<TProvider>(Type state, ValueConverter? converter) : ValueConverter<string, TProvider>(
        text => ToProvider(state, converter, text),
        value => ToText(state, converter, value))
    {
        private static TProvider ToProvider(Type state, ValueConverter? converter, string text)
        {
            var value = Parse(state, text);
            return converter is null
                ? (TProvider)(state.IsEnum
                    ? Convert.ChangeType(value, typeof(TProvider), CultureInfo.InvariantCulture)
                    : value)
                : (TProvider)converter.ConvertToProvider(value)!;
        }

        private static string ToText(Type state, ValueConverter? converter, TProvider value)
            => Of(converter is not null
                ? converter.ConvertFromProvider(value)
                : state.IsEnum ? Enum.ToObject(state, value!) : value);
    }
}

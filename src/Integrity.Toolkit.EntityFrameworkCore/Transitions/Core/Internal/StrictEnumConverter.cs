using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>Replaces EF Core's converter of an enum to text by the strict one.</summary>
internal static class StrictEnumConverter
{
    public static void Install(IMutableProperty status, string entity)
    {
        if (status.ClrType.IsEnum
            && (status.GetValueConverter() is { } converter
                ? converter.GetType() == typeof(EnumToStringConverter<>).MakeGenericType(status.ClrType)
                : status.GetProviderClrType() == typeof(string)))
        {
            var strict = typeof(StrictEnumConverter<>).MakeGenericType(status.ClrType);
            status.SetProviderClrType(null);
            status.SetValueConverter((ValueConverter)Activator.CreateInstance(strict, $"{entity}.{status.Name}")!);
        }
    }

    /// <summary>Returns whether a converter writes the name of the state, which is its text.</summary>
    public static bool WritesNames(ValueConverter converter)
        => converter.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(EnumToStringConverter<>) || definition == typeof(StrictEnumConverter<>));
}

using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Reads an enum that is kept as text, and fails on a text that is no name of it. EF Core's own converter also reads
/// numbers, lists and other spellings, so that an entity would seem to be in a state it is not in.
/// </summary>
internal sealed class StrictEnumConverter<TState>(string member) : ValueConverter<TState, string>(
    state => state.ToString()!,
    text => Parse(member, text))
    where TState : struct, Enum
{
    private static TState Parse(string member, string text)
        => Enum.IsDefined(typeof(TState), text)
            ? Enum.Parse<TState>(text)
            : throw new InvalidOperationException(
                $"The database has a {member} that {typeof(TState).Name} does not declare. Add the state to the enum and to "
                + "the transition table, or correct the rows.");
}

/// <summary>Puts the strict converter where EF Core would use its own.</summary>
internal static class StrictEnumConverter
{
    public static void Install(IMutableProperty status, string entity)
    {
        var isText = status.GetValueConverter() is { } converter
            ? converter.GetType() == typeof(EnumToStringConverter<>).MakeGenericType(OrInt(status.ClrType))
            : status.GetProviderClrType() == typeof(string);
        if (status.ClrType.IsEnum && isText)
        {
            var strict = typeof(StrictEnumConverter<>).MakeGenericType(status.ClrType);
            status.SetProviderClrType(null);
            status.SetValueConverter((ValueConverter)Activator.CreateInstance(strict, $"{entity}.{status.Name}")!);
        }
    }

    /// <summary>Whether what a converter writes is the name of the state, and so its text.</summary>
    public static bool WritesNames(ValueConverter converter)
        => converter.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(EnumToStringConverter<>) || definition == typeof(StrictEnumConverter<>));

    private static Type OrInt(Type type) => type.IsEnum ? type : typeof(DayOfWeek);
}

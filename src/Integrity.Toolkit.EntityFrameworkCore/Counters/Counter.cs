using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>A counter of an entity type, and its bounds.</summary>
internal sealed record Counter(IProperty Property, string Code, long? Floor, long? Ceiling, IProperty? CeilingProperty)
{
    /// <summary>The types of counters.</summary>
    public static readonly Type[] Types = [typeof(short), typeof(int), typeof(long)];

    public string FloorCode => FloorCodeOf(Code);

    public string CeilingCode => CeilingCodeOf(Code);

    /// <summary>The minimum value: the declared one, or that of the property's type.</summary>
    public long Least { get; } = Math.Max(Floor ?? long.MinValue, Range(Property.ClrType).Least);

    /// <summary>
    /// The maximum value: the declared one, or that of the property's type. Ignores a maximum in another property.
    /// </summary>
    public long Greatest { get; } = Math.Min(Ceiling ?? long.MaxValue, Range(Property.ClrType).Greatest);

    public static string FloorCodeOf(string code) => code + CounterCodes.Minimum;

    public static string CeilingCodeOf(string code) => code + CounterCodes.Maximum;

    public static (long Least, long Greatest) Range(Type type)
        => type == typeof(short) ? (short.MinValue, short.MaxValue)
            : type == typeof(int) ? (int.MinValue, int.MaxValue)
            : (long.MinValue, long.MaxValue);

    /// <summary>Converts a value to the type of the property.</summary>
    public object Typed(long value) => Convert.ChangeType(value, Property.ClrType, System.Globalization.CultureInfo.InvariantCulture);
}

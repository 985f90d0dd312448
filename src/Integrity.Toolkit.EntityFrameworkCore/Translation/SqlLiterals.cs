using System.Globalization;
using Integrity.Toolkit.Storage;

namespace Integrity.Toolkit.Translation;

/// <summary>Creates literals of constants that do not belong to a column.</summary>
internal static class SqlLiterals
{
    /// <summary>The number of decimal digits that a double represents exactly.</summary>
    public const int ExactDigits = 15;

    public static string Integer(object value) => value switch
    {
        char character => ((int)character).ToString(CultureInfo.InvariantCulture),
        Enum => Integer(Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{value.GetType().Name} is not an integer"),
    };

    public static string Decimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns a decimal as a floating-point literal, as it is compared on SQLite.</summary>
    public static string DecimalAsDouble(object value)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        var text = number.ToString("0.0###########################", CultureInfo.InvariantCulture);
        if (text.Replace(".", "", StringComparison.Ordinal).Trim('-').Trim('0').Length > ExactDigits)
        {
            throw new NotSupportedException(
                $"has more than the {ExactDigits} digits that SQLite compares exactly in a decimal");
        }

        return text;
    }

    public static string DoubleOnSqlite(object value)
    {
        var number = value is float single ? single : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? Pointed(number.ToString("R", CultureInfo.InvariantCulture))
            : double.IsNaN(number) ? throw new NotSupportedException("is NaN, and every comparison with it is false")
            : number > 0 ? "9e999" : "-9e999";
    }

    public static string DoubleOnPostgres(object value) => $"CAST({Floating(value)} AS double precision)";

    public static string SingleOnPostgres(object value) => $"CAST({Floating(value)} AS real)";

    public static string Text(object value, bool isPostgres)
    {
        var text = value.ToString()!;
        EnsureWritable(text);
        return isPostgres && text.Contains('\\', StringComparison.Ordinal)
            ? $"E{DatabaseDialect.Text(text.Replace(@"\", @"\\", StringComparison.Ordinal))}"
            : DatabaseDialect.Text(text);
    }

    /// <summary>Throws if a text contains characters that databases cannot store or count.</summary>
    public static void EnsureWritable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new NotSupportedException("contains a null character, which ends a text in a database");
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                throw new NotSupportedException("contains an unpaired surrogate, which a database cannot store");
            }
        }
    }

    /// <summary>Returns an instant as the number of ticks since 1970, as it is compared on SQLite.</summary>
    public static string Instant(object value)
        => (((DateTimeOffset)value).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks).ToString(CultureInfo.InvariantCulture);

    private static string Floating(object value)
    {
        var text = value is float single
            ? single.ToString("R", CultureInfo.InvariantCulture)
            : Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        return text == "NaN"
            ? throw new NotSupportedException("is NaN, and every comparison with it is false")
            : $"'{text.Replace("∞", "Infinity", StringComparison.Ordinal)}'";
    }

    private static string Pointed(string number) => number.AsSpan().ContainsAny('.', 'E') ? number : $"{number}.0";
}

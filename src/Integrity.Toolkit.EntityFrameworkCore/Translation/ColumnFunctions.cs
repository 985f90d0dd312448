namespace Integrity.Toolkit.Translation;

/// <summary>
/// Functions that conditions can use where C# has no operator. <see cref="ConditionTranslator"/> translates them.
/// </summary>
internal static class ColumnFunctions
{
    /// <summary>Whether a decimal fits a column without rounding. Trailing zeros are ignored.</summary>
    public static bool Fits(decimal value, int precision, int scale)
    {
        var limit = 1m;
        for (var i = 0; i < Math.Min(precision - scale, 28); i++)
        {
            limit *= 10;
        }

        return decimal.Round(value, Math.Min(scale, 28), MidpointRounding.ToZero) == value
            && (precision - scale >= 29 || decimal.Abs(value) < limit);
    }
}

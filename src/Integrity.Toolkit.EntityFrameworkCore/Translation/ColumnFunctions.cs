namespace Integrity.Toolkit.Translation;

/// <summary>What conditions can ask of a value although C# has no operator for it; <see cref="ConditionTranslator"/> knows it.</summary>
internal static class ColumnFunctions
{
    /// <summary>Whether a decimal fits a column without rounding; zeros at the end do not count.</summary>
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

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires a decimal that fits a precision and scale without rounding. Trailing zeros are ignored.</summary>
internal sealed class PrecisionRule(int precision, int scale) : ValueRule<decimal>
{
    private const int MostDigits = 29;

    private readonly decimal? _limit = precision - scale >= MostDigits ? null : PowerOfTen(precision - scale);

    public override bool IsMet(decimal value)
        => decimal.Round(value, Math.Min(scale, MostDigits - 1), MidpointRounding.ToZero) == value
            && (_limit is null || decimal.Abs(value) < _limit);

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}

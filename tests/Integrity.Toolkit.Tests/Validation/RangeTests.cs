using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class RangeTests
{
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, true, false)]
    [InlineData(2, true, true)]
    [InlineData(4, true, true)]
    [InlineData(5, true, false)]
    [InlineData(6, false, false)]
    [InlineData(int.MinValue, false, false)]
    [InlineData(int.MaxValue, false, false)]
    public void A_number_must_be_between_inclusive_or_exclusive_bounds(int value, bool inclusive, bool exclusive)
    {
        var with = new InlineRules<Box<int>>(r => r.For(x => x.Value).Between(1, 5));
        var without = new InlineRules<Box<int>>(r => r.For(x => x.Value).Between(1, 5, exclusive: true));

        Assert.Equal(inclusive, with.IsValid(new() { Value = value }));
        Assert.Equal(exclusive, without.IsValid(new() { Value = value }));
    }

    [Fact]
    public void One_bound_is_enough_and_the_code_names_the_violated_one()
    {
        var rules = new InlineRules<Box<int?>>(r => r.For(x => x.Value).AtLeast(1).AtMost(5));
        var open = new InlineRules<Box<int?>>(r => r.For(x => x.Value).GreaterThan(1).LessThan(5));

        Assert.Equal(["Value range.min"], rules.Found(new() { Value = 0 }));
        Assert.Equal(["Value range.max"], rules.Found(new() { Value = 6 }));
        Assert.Empty(rules.Found(new() { Value = 1 }));
        Assert.Equal(["Value range.min"], open.Found(new() { Value = 1 }));
        Assert.Equal(["Value range.max"], open.Found(new() { Value = 5 }));
        Assert.Empty(open.Found(new() { Value = 2 }));
    }

    [Fact]
    public void NaN_is_outside_all_bounds()
    {
        var between = new InlineRules<Box<double>>(r => r.For(x => x.Value).Between(double.NegativeInfinity, double.PositiveInfinity));
        var atMost = new InlineRules<Box<double?>>(r => r.For(x => x.Value).AtMost(1));
        var atLeast = new InlineRules<Box<float>>(r => r.For(x => x.Value).AtLeast(float.MinValue));
        var half = new InlineRules<Box<Half>>(r => r.For(x => x.Value).AtMost((Half)1));
        var native = new InlineRules<Box<NFloat>>(r => r.For(x => x.Value).AtMost((NFloat)1));

        Assert.False(between.IsValid(new() { Value = double.NaN }));
        Assert.True(between.IsValid(new() { Value = double.PositiveInfinity }));
        Assert.False(atMost.IsValid(new() { Value = double.NaN }));
        Assert.True(atMost.IsValid(new() { Value = double.NegativeInfinity }));
        Assert.False(atLeast.IsValid(new() { Value = float.NaN }));
        Assert.False(half.IsValid(new() { Value = Half.NaN }));
        Assert.False(native.IsValid(new() { Value = NFloat.NaN }));
    }

    [Fact]
    public void Trailing_zeros_of_a_decimal_are_ignored()
    {
        var rules = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).Between(0.10m, 1m));

        Assert.True(rules.IsValid(new() { Value = 0.1m }));
        Assert.True(rules.IsValid(new() { Value = 1.000m }));
        Assert.False(rules.IsValid(new() { Value = 1.0000000000000000000000000001m }));
        Assert.False(rules.IsValid(new() { Value = decimal.MaxValue }));
    }

    [Fact]
    public void Every_comparable_type_can_have_bounds()
    {
        var date = new InlineRules<Box<DateOnly>>(r => r.For(x => x.Value).AtLeast(new DateOnly(1900, 1, 1)));
        var time = new InlineRules<Box<TimeSpan?>>(r => r.For(x => x.Value).LessThan(TimeSpan.FromDays(1)));
        var big = new InlineRules<Box<BigInteger>>(r => r.For(x => x.Value).AtMost(BigInteger.Pow(10, 40)));
        var version = new InlineRules<Box<Version>>(r => r.For(x => x.Value).AtLeast(new Version(2, 0)));
        var huge = new InlineRules<Box<Int128>>(r => r.For(x => x.Value).GreaterThan(Int128.Zero));

        Assert.True(date.IsValid(new() { Value = new DateOnly(1900, 1, 1) }));
        Assert.False(date.IsValid(new() { Value = new DateOnly(1899, 12, 31) }));
        Assert.False(time.IsValid(new() { Value = TimeSpan.FromDays(1) }));
        Assert.False(big.IsValid(new() { Value = BigInteger.Pow(10, 41) }));
        Assert.True(version.IsValid(new() { Value = new Version(2, 0, 1) }));
        Assert.False(version.IsValid(new() { Value = new Version(1, 9) }));
        Assert.True(version.IsValid(new()));
        Assert.False(huge.IsValid(new() { Value = Int128.MinValue }));
    }

    [Theory]
    [InlineData("hu-HU")]
    [InlineData("cs-CZ")]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    public void Bounds_do_not_depend_on_the_culture(string culture)
    {
        var text = new InlineRules<Box<string>>(r => r.For(x => x.Value).Between("a", "d"));
        var lenient = new InlineRules<Box<string>>(
            r => r.For(x => x.Value).Between("A", "D", StringComparer.OrdinalIgnoreCase, exclusive: true));
        var number = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).Between(0.1m, 0.9m));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        // In Czech 'ch' is sorted after 'h', in Hungarian 'cs' after 'c'.
        Assert.True(text.IsValid(new() { Value = "ch" }));
        Assert.True(text.IsValid(new() { Value = "cs" }));
        Assert.False(text.IsValid(new() { Value = "B" }));
        Assert.False(text.IsValid(new() { Value = "é" }));
        Assert.True(lenient.IsValid(new() { Value = "b" }));
        Assert.False(lenient.IsValid(new() { Value = "d" }));
        Assert.False(lenient.IsValid(new() { Value = "a" }));
        Assert.True(number.IsValid(new() { Value = 0.5m }));
    }

    [Theory]
    [InlineData("123.45", true)]
    [InlineData("123.450", true)]
    [InlineData("-999.99", true)]
    [InlineData("1000", false)]
    [InlineData("0.001", false)]
    [InlineData("0", true)]
    public void A_decimal_must_fit_its_column(string value, bool expected)
    {
        var rules = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).Precision(5, 2));
        var maybe = new InlineRules<Box<decimal?>>(r => r.For(x => x.Value).Precision(5, 2));
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);

        Assert.Equal(expected, rules.IsValid(new() { Value = number }));
        Assert.Equal(expected, maybe.IsValid(new() { Value = number }));
    }

    [Fact]
    public void A_column_can_be_wider_than_any_decimal()
    {
        var wide = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).Precision(38, 4));
        var deep = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).Precision(38, 38));

        Assert.True(wide.IsValid(new() { Value = decimal.MaxValue }));
        Assert.False(wide.IsValid(new() { Value = 0.00001m }));
        Assert.True(deep.IsValid(new() { Value = 0.0000000000000000000000000001m }));
        Assert.False(deep.IsValid(new() { Value = 1 }));
    }
}

using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class ChoiceTests
{
    [Flags]
    private enum Days
    {
        None = 0,
        Monday = 1,
        Tuesday = 2,
        Weekend = 32 | 64,
    }

    private enum Scattered : short
    {
        Low = -5,
        Middle = 0,
        High = 1_000,
    }

    private enum Signed : sbyte
    {
        Minus = -1,
        Zero,
        Plus,
    }

    private enum Big : ulong
    {
        Most = ulong.MaxValue,
        Least = 0,
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(-1, false)]
    public void An_enum_value_must_be_defined(int value, bool expected)
    {
        var rules = new InlineRules<Box<CustomerStatus>>(r => r.For(x => x.Value).Defined());
        var maybe = new InlineRules<Box<CustomerStatus?>>(r => r.For(x => x.Value).Defined());

        Assert.Equal(expected, rules.IsValid(new() { Value = (CustomerStatus)value }));
        Assert.Equal(expected, maybe.IsValid(new() { Value = (CustomerStatus)value }));
        Assert.True(maybe.IsValid(new()));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(96, true)]
    [InlineData(32, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(-1, false)]
    public void Flags_can_be_combined_from_defined_bits(int value, bool expected)
    {
        var rules = new InlineRules<Box<Days>>(r => r.For(x => x.Value).Defined());

        Assert.Equal(expected, rules.IsValid(new() { Value = (Days)value }));
    }

    [Fact]
    public void Enums_of_every_underlying_type_are_supported()
    {
        var scattered = new InlineRules<Box<Scattered>>(r => r.For(x => x.Value).Defined());
        var signed = new InlineRules<Box<Signed>>(r => r.For(x => x.Value).Defined());
        var big = new InlineRules<Box<Big>>(r => r.For(x => x.Value).Defined());

        Assert.All(Enum.GetValues<Scattered>(), value => Assert.True(scattered.IsValid(new() { Value = value })));
        Assert.All(Enum.GetValues<Signed>(), value => Assert.True(signed.IsValid(new() { Value = value })));
        Assert.All(Enum.GetValues<Big>(), value => Assert.True(big.IsValid(new() { Value = value })));
        Assert.False(scattered.IsValid(new() { Value = (Scattered)1 }));
        Assert.False(signed.IsValid(new() { Value = (Signed)2 }));
        Assert.False(signed.IsValid(new() { Value = (Signed)(-2) }));
        Assert.False(big.IsValid(new() { Value = (Big)1 }));
    }

    [Fact]
    public void A_value_must_be_one_of_a_few_or_many_choices()
    {
        var few = new InlineRules<Box<int>>(r => r.For(x => x.Value).OneOf(1, 2, 3));
        var many = new InlineRules<Box<int>>(r => r.For(x => x.Value).OneOf([.. Enumerable.Range(1, 100)]));
        var maybe = new InlineRules<Box<int?>>(r => r.For(x => x.Value).OneOf(1, 2));

        Assert.True(few.IsValid(new() { Value = 3 }));
        Assert.Equal(["Value choice"], few.Found(new() { Value = 4 }));
        Assert.True(many.IsValid(new() { Value = 100 }));
        Assert.False(many.IsValid(new() { Value = 101 }));
        Assert.True(maybe.IsValid(new() { Value = 2 }));
        Assert.True(maybe.IsValid(new()));
        Assert.False(maybe.IsValid(new() { Value = 3 }));
    }

    [Fact]
    public void A_text_is_compared_ordinally_or_by_a_comparer()
    {
        var exact = new InlineRules<Box<string>>(r => r.For(x => x.Value).OneOf("open", "closed"));
        var lenient = new InlineRules<Box<string>>(
            r => r.For(x => x.Value).OneOf(["open", "closed"], StringComparer.OrdinalIgnoreCase));

        Assert.True(exact.IsValid(new() { Value = "open" }));
        Assert.False(exact.IsValid(new() { Value = "Open" }));
        Assert.True(lenient.IsValid(new() { Value = "OPEN" }));
        Assert.False(lenient.IsValid(new() { Value = "opened" }));
    }

    [Fact]
    public void A_long_list_of_choices_is_truncated_in_the_message_and_complete_in_the_arguments()
    {
        var rules = new InlineRules<Box<int>>(r => r.For(x => x.Value).OneOf([.. Enumerable.Range(1, 25)]));

        var violation = Assert.Single(rules.Validate(new()).Violations);

        Assert.Contains("19, 20 and 5 more.", violation.Message, StringComparison.Ordinal);
        Assert.Equal(25, Assert.IsAssignableFrom<IReadOnlyList<object>>(violation.Arguments["values"]).Count);
    }
}

using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class LengthTests
{
    [Theory]
    [InlineData("", "Value length.min")]
    [InlineData("a", "Value length.min")]
    [InlineData("ab", null)]
    [InlineData("abcd", null)]
    [InlineData("abcde", "Value length.max")]
    public void A_text_has_length_limits_and_the_code_names_the_violated_bound(string text, string? found)
    {
        var both = new InlineRules<Box<string>>(r => r.For(x => x.Value).Length(2, 4));
        var each = new InlineRules<Box<string>>(r => r.For(x => x.Value).MinLength(2).MaxLength(4));

        Assert.Equal(found is null ? [] : [found], both.Found(new() { Value = text }));
        Assert.Equal(found is null ? [] : [found], each.Found(new() { Value = text }));
    }

    [Fact]
    public void A_length_can_be_fixed_and_can_be_zero()
    {
        var exact = new InlineRules<Box<string>>(r => r.For(x => x.Value).Length(2, 2));
        var empty = new InlineRules<Box<string>>(r => r.For(x => x.Value).MaxLength(0));

        Assert.True(exact.IsValid(new() { Value = "ab" }));
        Assert.False(exact.IsValid(new() { Value = "abc" }));
        Assert.True(empty.IsValid(new() { Value = "" }));
        Assert.False(empty.IsValid(new() { Value = " " }));
    }

    [Fact]
    public void Length_is_counted_as_in_dotnet()
    {
        var rules = new InlineRules<Box<string>>(r => r.For(x => x.Value).MaxLength(1));

        Assert.False(rules.IsValid(new() { Value = "😀" }));
    }
}

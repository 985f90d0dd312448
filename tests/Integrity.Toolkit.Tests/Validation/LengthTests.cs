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
    public void A_text_has_a_length_and_the_code_says_which_bound_it_broke(string text, string? found)
    {
        var both = new InlineRules<Box<string>>(r => r.For(x => x.Value).Length(2, 4));
        var each = new InlineRules<Box<string>>(r => r.For(x => x.Value).MinLength(2).MaxLength(4));

        Assert.Equal(found is null ? [] : [found], both.Found(new() { Value = text }));
        Assert.Equal(found is null ? [] : [found], each.Found(new() { Value = text }));
    }

    [Fact]
    public void A_length_may_be_fixed_and_even_zero()
    {
        var exact = new InlineRules<Box<string>>(r => r.For(x => x.Value).Length(2, 2));
        var empty = new InlineRules<Box<string>>(r => r.For(x => x.Value).MaxLength(0));

        Assert.True(exact.IsValid(new() { Value = "ab" }));
        Assert.False(exact.IsValid(new() { Value = "abc" }));
        Assert.True(empty.IsValid(new() { Value = "" }));
        Assert.False(empty.IsValid(new() { Value = " " }));
    }

    [Fact]
    public void Length_is_counted_as_dotnet_counts()
    {
        var rules = new InlineRules<Box<string>>(r => r.For(x => x.Value).MaxLength(1));

        Assert.False(rules.IsValid(new() { Value = "😀" }));
    }
}

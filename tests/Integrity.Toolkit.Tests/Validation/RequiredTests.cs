using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class RequiredTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData("", false, true)]
    [InlineData("  ", false, true)]
    [InlineData("\u00a0\t", false, true)]
    [InlineData("a", true, true)]
    public void A_required_text_must_not_be_blank_unless_empty_is_allowed(string? text, bool required, bool allowingEmpty)
    {
        var strict = new InlineRules<Box<string>>(r => r.For(x => x.Value).Required());
        var lenient = new InlineRules<Box<string>>(r => r.For(x => x.Value).Required(allowEmpty: true));

        Assert.Equal(required, strict.IsValid(new() { Value = text }));
        Assert.Equal(allowingEmpty, lenient.IsValid(new() { Value = text }));
    }

    [Fact]
    public void A_number_is_always_present_and_a_nullable_number_can_be_zero()
    {
        var number = new InlineRules<Box<int>>(r => r.For(x => x.Value).Required());
        var maybe = new InlineRules<Box<int?>>(r => r.For(x => x.Value).Required());

        Assert.True(number.IsValid(new() { Value = 0 }));
        Assert.True(maybe.IsValid(new() { Value = 0 }));
        Assert.Equal(["Value required"], maybe.Found(new() { Value = null }));
    }

    [Fact]
    public void An_empty_guid_is_missing_unless_empty_is_allowed()
    {
        var strict = new InlineRules<Box<Guid>>(r => r.For(x => x.Value).Required());
        var lenient = new InlineRules<Box<Guid>>(r => r.For(x => x.Value).Required(allowEmpty: true));
        var maybe = new InlineRules<Box<Guid?>>(r => r.For(x => x.Value).Required());
        var lenientMaybe = new InlineRules<Box<Guid?>>(r => r.For(x => x.Value).Required(allowEmpty: true));

        Assert.False(strict.IsValid(new()));
        Assert.True(strict.IsValid(new() { Value = Guid.NewGuid() }));
        Assert.True(lenient.IsValid(new()));
        Assert.False(maybe.IsValid(new() { Value = Guid.Empty }));
        Assert.False(maybe.IsValid(new()));
        Assert.True(lenientMaybe.IsValid(new() { Value = Guid.Empty }));
        Assert.False(lenientMaybe.IsValid(new()));
    }

    [Fact]
    public void A_required_object_or_collection_must_not_be_null_and_can_be_empty()
    {
        var rules = new InlineRules<Box<List<int>>>(r => r.For(x => x.Value).Required());

        Assert.True(rules.IsValid(new() { Value = [] }));
        Assert.Equal(["Value required"], rules.Found(new()));
    }

    [Fact]
    public void Null_violates_only_Required()
    {
        var text = new InlineRules<Box<string>>(r => r.For(x => x.Value)
            .MinLength(3).Email().OneOf("a").Between("a", "b").Must(_ => throw new InvalidOperationException(), "custom"));
        var number = new InlineRules<Box<int?>>(r => r.For(x => x.Value)
            .Between(1, 2).OneOf(1, 2).Must(_ => throw new InvalidOperationException(), "custom"));
        var time = new InlineRules<Box<DateTime?>>(r => r.For(x => x.Value).NotInFuture());

        Assert.Empty(text.Found(new()));
        Assert.Empty(number.Found(new()));
        Assert.Empty(time.Found(new()));
    }
}

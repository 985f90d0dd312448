using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class EmailTests
{
    private static readonly InlineRules<Box<string>> Strict = new(r => r.For(x => x.Value).Email());
    private static readonly InlineRules<Box<string>> Relaxed = new(r => r.For(x => x.Value).Email(EmailMode.Relaxed));

    [Theory]
    [InlineData("a@b.co")]
    [InlineData("ada@example.org")]
    [InlineData("ada.lovelace+tag@mail.example.co.uk")]
    [InlineData("o'brien@example.ie")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.org")]
    [InlineData("1234567890@123.com")]
    [InlineData("a@x-y.example")]
    [InlineData("user@xn--bcher-kva.example")]
    [InlineData("jörg@bücher.example")]
    [InlineData("用户@例子.广告")]
    [InlineData("संपर्क@डाटा.भारत")]
    [InlineData("a@b.c1")]
    public void A_deliverable_address_is_valid_in_both_modes(string address)
    {
        Assert.True(Strict.IsValid(new() { Value = address }));
        Assert.True(Relaxed.IsValid(new() { Value = address }));
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("root@localhost")]
    [InlineData("abc@def,net")]
    [InlineData("a@b.c")]
    [InlineData(".a@b.co")]
    [InlineData("a.@b.co")]
    [InlineData("a..b@c.de")]
    [InlineData("a@.b.co")]
    [InlineData("a@b.co.")]
    [InlineData("a@b..co")]
    [InlineData("a@-b.co")]
    [InlineData("a@b-.co")]
    [InlineData("a@b_c.co")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("\"a@b\"@c.de")]
    [InlineData("a(comment)@b.co")]
    [InlineData("a@b.co😀")]
    [InlineData("a\u200b@b.co")]
    public void An_address_that_only_some_systems_accept_is_valid_only_in_relaxed_mode(string address)
    {
        Assert.False(Strict.IsValid(new() { Value = address }));
        Assert.True(Relaxed.IsValid(new() { Value = address }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a")]
    [InlineData("a.b.co")]
    [InlineData("@b")]
    [InlineData("@b.co")]
    [InlineData("a@")]
    [InlineData("a@@b")]
    [InlineData("a@b@c.de")]
    [InlineData("a b@c.d")]
    [InlineData("a@b c.de")]
    [InlineData(" a@b.co")]
    [InlineData("a@b.co ")]
    [InlineData("a@b.co\n")]
    [InlineData("a@b.\u0000co")]
    [InlineData("a\u00a0b@c.de")]
    public void An_invalid_address_is_rejected_in_both_modes(string address)
    {
        Assert.Equal(["Value email"], Strict.Found(new() { Value = address }));
        Assert.Equal(["Value email"], Relaxed.Found(new() { Value = address }));
    }

    [Fact]
    public void A_lone_surrogate_is_invalid()
        => Assert.False(Strict.IsValid(new() { Value = "a\ud83d@b.co" }));

    [Fact]
    public void An_address_has_the_length_limits_of_the_mail_standards()
    {
        var label = new string('b', 63);

        Assert.True(Strict.IsValid(new() { Value = new string('a', 64) + "@b.co" }));
        Assert.False(Strict.IsValid(new() { Value = new string('a', 65) + "@b.co" }));
        Assert.True(Strict.IsValid(new() { Value = $"a@{label}.co" }));
        Assert.False(Strict.IsValid(new() { Value = $"a@{label}b.co" }));
        Assert.True(Strict.IsValid(new() { Value = Address(254) }));
        Assert.False(Strict.IsValid(new() { Value = Address(255) }));
        Assert.False(Relaxed.IsValid(new() { Value = Address(255) }));

        string Address(int length) => $"a@{label}.{label}.{label}.{new string('c', length - 194)}";
    }
}

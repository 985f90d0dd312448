using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(1, 2, true, true, false, false)]
    [InlineData(2, 2, true, false, true, false)]
    [InlineData(3, 2, false, false, true, true)]
    public void A_member_is_compared_with_another(int used, int limit, bool atMost, bool less, bool atLeast, bool greater)
    {
        var ticket = new Ticket { Used = used, Limit = limit };

        Assert.Equal(atMost, new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Limit)).IsValid(ticket));
        Assert.Equal(less, new InlineRules<Ticket>(r => r.For(x => x.Used).LessThan(x => x.Limit)).IsValid(ticket));
        Assert.Equal(atLeast, new InlineRules<Ticket>(r => r.For(x => x.Used).AtLeast(x => x.Limit)).IsValid(ticket));
        Assert.Equal(greater, new InlineRules<Ticket>(r => r.For(x => x.Used).GreaterThan(x => x.Limit)).IsValid(ticket));
    }

    [Fact]
    public void A_null_on_either_side_skips_the_comparison()
    {
        var other = new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Quota));
        var own = new InlineRules<Ticket>(r => r.For(x => x.Quota).AtLeast(x => x.Used));

        Assert.Empty(other.Found(new() { Used = 5 }));
        Assert.Equal(["Used comparison"], other.Found(new() { Used = 5, Quota = 4 }));
        Assert.Empty(own.Found(new() { Used = 5 }));
        Assert.Equal(["Quota comparison"], own.Found(new() { Used = 5, Quota = 4 }));
    }

    [Fact]
    public void Texts_are_compared_ordinally()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.First).AtMost(x => x.Last));

        Assert.Empty(rules.Found(new() { First = "B", Last = "a" }));
        Assert.Equal(["First comparison"], rules.Found(new() { First = "a", Last = "B" }));
        Assert.Empty(rules.Found(new() { First = "a" }));
        Assert.Empty(rules.Found(new() { Last = "a" }));
    }

    [Fact]
    public void NaN_violates_every_comparison()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Low).AtMost(x => x.High));

        Assert.False(rules.IsValid(new() { Low = double.NaN, High = 1 }));
        Assert.False(rules.IsValid(new() { Low = 0, High = double.NaN }));
        Assert.True(rules.IsValid(new() { Low = 0, High = 0 }));
    }

    [Fact]
    public void The_message_names_the_other_member_and_omits_its_value()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Limit));

        var violation = Assert.Single(rules.Validate(new() { Used = 4711, Limit = 815 }).Violations);

        Assert.Equal("Ticket.Used must be at most Limit. Correct one of the two.", violation.Message);
        Assert.Equal("Limit", violation.Arguments["other"]);
        Assert.Equal("<=", violation.Arguments["operator"]);
        Assert.Equal(2, violation.Arguments.Count);
    }
}

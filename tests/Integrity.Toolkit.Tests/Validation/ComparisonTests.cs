using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(1, 2, true, true, false, false)]
    [InlineData(2, 2, true, false, true, false)]
    [InlineData(3, 2, false, false, true, true)]
    public void A_member_compares_with_another(int used, int limit, bool atMost, bool less, bool atLeast, bool greater)
    {
        var ticket = new Ticket { Used = used, Limit = limit };

        Assert.Equal(atMost, new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Limit)).IsValid(ticket));
        Assert.Equal(less, new InlineRules<Ticket>(r => r.For(x => x.Used).LessThan(x => x.Limit)).IsValid(ticket));
        Assert.Equal(atLeast, new InlineRules<Ticket>(r => r.For(x => x.Used).AtLeast(x => x.Limit)).IsValid(ticket));
        Assert.Equal(greater, new InlineRules<Ticket>(r => r.For(x => x.Used).GreaterThan(x => x.Limit)).IsValid(ticket));
    }

    [Fact]
    public void Either_side_may_have_no_value_and_then_there_is_nothing_to_compare()
    {
        var other = new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Quota));
        var own = new InlineRules<Ticket>(r => r.For(x => x.Quota).AtLeast(x => x.Used));

        Assert.Empty(other.Found(new() { Used = 5 }));
        Assert.Equal(["Used comparison"], other.Found(new() { Used = 5, Quota = 4 }));
        Assert.Empty(own.Found(new() { Used = 5 }));
        Assert.Equal(["Quota comparison"], own.Found(new() { Used = 5, Quota = 4 }));
    }

    [Fact]
    public void Texts_compare_by_the_numbers_of_their_characters()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.First).AtMost(x => x.Last));

        Assert.Empty(rules.Found(new() { First = "B", Last = "a" }));
        Assert.Equal(["First comparison"], rules.Found(new() { First = "a", Last = "B" }));
        Assert.Empty(rules.Found(new() { First = "a" }));
        Assert.Empty(rules.Found(new() { Last = "a" }));
    }

    [Fact]
    public void What_is_not_a_number_compares_with_nothing()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Low).AtMost(x => x.High));

        Assert.False(rules.IsValid(new() { Low = double.NaN, High = 1 }));
        Assert.False(rules.IsValid(new() { Low = 0, High = double.NaN }));
        Assert.True(rules.IsValid(new() { Low = 0, High = 0 }));
    }

    [Fact]
    public void The_other_member_is_named_and_its_value_is_not()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Used).AtMost(x => x.Limit));

        var violation = Assert.Single(rules.Validate(new() { Used = 4711, Limit = 815 }).Violations);

        Assert.Equal("Ticket.Used must be at most Limit. Correct one of the two.", violation.Message);
        Assert.Equal("Limit", violation.Arguments["other"]);
        Assert.Equal("<=", violation.Arguments["operator"]);
        Assert.Equal(2, violation.Arguments.Count);
    }
}

using System.Globalization;
using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The contents of messages.</summary>
public sealed class MessageTests
{
    private const string Secret = "4711-secret";

    private static readonly InlineRules<Ticket> Rules = new(r =>
    {
        r.For(x => x.First).MaxLength(3);
        r.For(x => x.Phone).Sensitive().MaxLength(3);
        r.Rule(x => x.Used > 0, "ticket.whole").On(x => x.Tier);
    });

    private static readonly Ticket Ticket = new() { First = Secret, Phone = Secret, Tier = Secret };

    [Fact]
    public void Messages_and_arguments_contain_no_values()
    {
        var violations = Rules.Validate(Ticket).Violations;

        Assert.Equal(3, violations.Count);
        Assert.All(violations, violation =>
        {
            Assert.DoesNotContain(Secret, violation.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(violation.Arguments.Values, value => Secret.Equals(value));
        });
    }

    [Fact]
    public void Values_are_shown_where_allowed_except_sensitive_ones()
    {
        var violations = Rules.Validate(Ticket, new RuleContext { ShowsValues = true }).Violations;

        Assert.Equal(Secret, violations[0].Arguments["value"]);
        Assert.Equal(3, violations[0].Arguments["max"]);
        Assert.Equal($"Ticket.First must have at most 3 characters. It is '{Secret}'. Shorten it.", violations[0].Message);
        Assert.False(violations[1].Arguments.ContainsKey("value"));
        Assert.False(violations[2].Arguments.ContainsKey("value"));
        Assert.All(violations.Skip(1), violation => Assert.DoesNotContain(Secret, violation.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_is_formatted_in_the_culture_of_the_reader()
    {
        var rules = new InlineRules<Box<decimal>>(r => r.For(x => x.Value).AtMost(0.5m));
        var violation = Assert.Single(rules.Validate(new() { Value = 1 }).Violations);

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("hu-HU");
        var hungarian = violation.Message;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

        Assert.Contains("at most 0,5.", hungarian, StringComparison.Ordinal);
        Assert.Contains("at most 0.5.", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_can_have_its_own_code_and_message()
    {
        var rules = new InlineRules<Box<string>>(r => r.For(x => x.Value)
            .Required().WithMessage(_ => "Say something.")
            .Length(2, 4).WithCode("box.length").WithMessage(violation => $"{violation.Code}!"));

        var missing = Assert.Single(rules.Validate(new()).Violations);
        var shortOne = Assert.Single(rules.Validate(new() { Value = "a" }).Violations);
        var longOne = Assert.Single(rules.Validate(new() { Value = "abcde" }).Violations);

        Assert.Equal(("required", "Say something."), (missing.Code, missing.Message));
        Assert.Equal(("box.length", "box.length!"), (shortOne.Code, shortOne.Message));
        Assert.Equal(("box.length", "box.length!"), (longOne.Code, longOne.Message));
    }

    [Fact]
    public void Every_message_names_the_location_and_the_remedy()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required();
            r.For(x => x.Last).Email();
            r.For(x => x.Tier).OneOf("gold", "silver");
            r.For(x => x.Used).Between(1, 2, exclusive: true);
            r.For(x => x.Limit).GreaterThan(1);
            r.For(x => x.Low).LessThan(-1);
            r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt);
            r.For(x => x.End).NotInFuture();
            r.For(x => x.Phone).Must(_ => false, "ticket.phone");
        });

        var messages = rules.Validate(
            new()
            {
                Last = "x", Tier = "x", Phone = "x", CreatedAt = DateTime.MaxValue, ResolvedAt = DateTime.MinValue,
                End = DateTimeOffset.MaxValue,
            }).Violations.Select(violation => violation.Message);

        Assert.Equal(
            [
                "Ticket.First is required. Specify a value.",
                "Ticket.Last is not an e-mail address. Use the format name@example.org.",
                "Ticket.Tier is not one of gold, silver. Choose one of them.",
                "Ticket.Used must be greater than 1 and less than 2. Correct the value.",
                "Ticket.Limit must be greater than 1. Correct the value.",
                "Ticket.Low must be less than -1. Correct the value.",
                "Ticket.ResolvedAt must not be before CreatedAt. Correct one of the two.",
                "Ticket.End is in the future. Specify a past or current time in UTC.",
                "Ticket.Phone does not meet the rule 'ticket.phone'. Correct it.",
            ],
            messages);
    }
}

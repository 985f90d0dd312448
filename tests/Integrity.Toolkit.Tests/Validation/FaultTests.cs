using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Rules that throw.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_condition_that_throws_is_reported_by_name_and_hides_no_other_violation()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.Phone).Must(_ => throw new TimeoutException("4711"), "ticket.phone");
            r.Rule(x => x.First!.Length > 0, "ticket.credit").On(x => x.First);
            r.For(x => x.Last).Required();
        });

        var violations = rules.Validate(new() { Phone = "4711" }).Violations;

        Assert.Equal(
            ["Phone rule.failed", "First rule.failed", "Last required"],
            violations.Select(violation => $"{violation.Path} {violation.Code}"));
        Assert.Equal(
            "Ticket.Phone could not be checked: the rule 'ticket.phone' threw TimeoutException. Fix the code.",
            violations[0].Message);
        Assert.Equal("ticket.phone", violations[0].Arguments["rule"]);
        Assert.Equal("NullReferenceException", violations[1].Arguments["exception"]);
    }

    [Fact]
    public void A_member_that_throws_is_reported_by_name()
    {
        var rules = new InlineRules<Broken>(r =>
        {
            r.For(x => x.Value).AtLeast(1);
            r.ForEach(x => x.Items).AtLeast(1);
            r.For(x => x.Name).Required();
        });

        var violations = rules.Validate(new Broken()).Violations;

        Assert.Equal(
            ["Value rule.failed", "Items[1] range.min", "Items rule.failed", "Name required"],
            violations.Select(violation => $"{violation.Path} {violation.Code}"));
        Assert.Equal("Broken.Value could not be checked: the member threw TimeoutException. Fix the code.", violations[0].Message);
    }

    [Fact]
    public void A_throwing_condition_around_rules_is_reported_once_and_its_rules_do_not_run()
    {
        var rules = new InlineRules<Ticket>(r => r.When(x => x.First!.Length > 0, () =>
        {
            r.For(x => x.Last).Required();
            r.For(x => x.Phone).Required();
        }));

        var violation = Assert.Single(rules.Validate(new()).Violations);

        Assert.Equal("Ticket could not be checked: a condition of When threw NullReferenceException. Fix the code.", violation.Message);
    }

    [Fact]
    public void A_comparer_and_a_comparison_that_throw_are_named_too()
    {
        var rules = new InlineRules<Box<Grumpy>>(r => r.For(x => x.Value).AtLeast(new Grumpy()));

        var violation = Assert.Single(rules.Validate(new() { Value = new Grumpy() }).Violations);

        Assert.Equal(("rule.failed", "range.min"), (violation.Code, violation.Arguments["rule"]));
    }

    [Fact]
    public void Exception_messages_are_shown_only_where_values_are_shown()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.Phone).Sensitive().Must(_ => throw new TimeoutException("4711"), "phone");
            r.For(x => x.Tier).Must(_ => throw new TimeoutException("gold"), "tier");
        });

        var violations = rules.Validate(new() { Phone = "1", Tier = "1" }, new RuleContext { ShowsValues = true }).Violations;

        Assert.DoesNotContain("4711", violations[0].Message, StringComparison.Ordinal);
        Assert.Contains("TimeoutException (gold)", violations[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_throwing_warning_stays_a_warning_and_IsValid_returns_false_for_a_throwing_error()
    {
        var warning = new InlineRules<Box<string>>(r => r.For(x => x.Value).Must(_ => throw new TimeoutException(), "w").AsWarning());
        var error = new InlineRules<Box<string>>(r => r.For(x => x.Value).Must(_ => throw new TimeoutException(), "e"));

        Assert.True(warning.Validate(new() { Value = "a" }).IsValid);
        Assert.True(warning.IsValid(new() { Value = "a" }));
        Assert.False(error.IsValid(new() { Value = "a" }));
        Assert.False(error.IsValid(new() { Value = "a" }, "Value"));
    }

    private sealed class Grumpy : IComparable<Grumpy>
    {
        public int CompareTo(Grumpy? other) => throw new TimeoutException();
    }

    private sealed class Broken
    {
        public int Value => Name is null ? throw new TimeoutException() : 1;

        public IEnumerable<int> Items
        {
            get
            {
                yield return 1;
                yield return Name?.Length ?? 0;
                throw new TimeoutException();
            }
        }

        public string? Name { get; set; }
    }
}

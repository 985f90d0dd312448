using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Which rules run, and which are skipped.</summary>
public sealed class FlowTests
{
    [Fact]
    public void The_first_error_of_a_member_stops_only_the_rules_of_that_member()
    {
        var asked = new List<string>();
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required().Must(_ => Note("first"), "first");
            r.For(x => x.Last).Must(_ => Note("last"), "last");
            r.For(x => x.First).Must(_ => Note("first again"), "first.again");
        });

        var found = rules.Found(new() { First = " ", Last = "a" });

        Assert.Equal(["First required", "Last last"], found);
        Assert.Equal(["last"], asked);

        bool Note(string rule)
        {
            asked.Add(rule);
            return false;
        }
    }

    [Fact]
    public void All_violations_of_a_member_are_reported_on_request()
    {
        var rules = new InlineRules<Box<string>>(r => r.For(x => x.Value).MinLength(5).Email().OneOf("a").ReportAll());

        Assert.Equal(["Value length.min", "Value email", "Value choice"], rules.Found(new() { Value = "b" }));
    }

    [Fact]
    public void Errors_of_members_do_not_hide_those_of_the_entity()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required();
            r.Rule(x => x.Used <= x.Limit, "ticket.credit").On(x => x.Used);
            r.Rule(x => x.Last != null, "ticket.whole");
        });

        Assert.Equal(["First required", "Used ticket.credit", "ticket.whole"], rules.Found(new() { Used = 2, Limit = 1 }));
    }

    [Fact]
    public void A_warning_stops_nothing_and_is_reported()
    {
        var rules = new InlineRules<Box<string>>(r => r.For(x => x.Value).MaxLength(2).AsWarning().MaxLength(4));

        var soft = rules.Validate(new() { Value = "abc" });
        var hard = rules.Validate(new() { Value = "abcde" });

        Assert.True(soft.IsValid);
        Assert.True(rules.IsValid(new() { Value = "abc" }));
        Assert.Equal(ViolationSeverity.Warning, Assert.Single(soft.Warnings).Severity);
        Assert.Empty(soft.Errors);
        Assert.Empty(soft.ToDictionary());
        Assert.False(hard.IsValid);
        Assert.Equal([ViolationSeverity.Warning, ViolationSeverity.Error], hard.Violations.Select(violation => violation.Severity));
        Assert.Single(hard.ToDictionary()["Value"]);
    }

    [Fact]
    public void A_condition_of_the_entity_can_be_a_warning_with_a_custom_code_and_message()
    {
        var rules = new InlineRules<Ticket>(r => r
            .Rule((ticket, context) => context.HasRole("manager"), "x")
            .On(x => x.Used).WithCode("ticket.used").WithMessage(violation => $"Mind {violation.Path}.").AsWarning());

        var warning = Assert.Single(rules.Validate(new()).Warnings);

        Assert.Equal(("ticket.used", "Used", "Mind Used."), (warning.Code, warning.Path, warning.Message));
    }

    [Fact]
    public void Rules_of_an_operation_run_only_with_it_and_other_rules_always()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required();
            r.OnCreate(() => r.For(x => x.Last).Required());
            r.OnUpdate(() => r.For(x => x.Phone).Required());
        });

        Assert.Equal(["First required"], rules.Found(new()));
        Assert.Equal(["First required", "Last required"], rules.Found(new(), Subject.Create));
        Assert.Equal(["First required", "Phone required"], rules.Found(new(), Subject.Update));
        Assert.Equal(["First required", "Phone required"], rules.Found(new(), new RuleContext { Operation = EntityOperation.Restore }));
    }

    [Fact]
    public void Conditional_rules_run_while_all_enclosing_conditions_are_met()
    {
        var rules = new InlineRules<Ticket>(r => r.When(x => x.IsClosed, () =>
        {
            r.For(x => x.ResolvedAt).Required();
            r.When(x => x.Used > 0, () => r.For(x => x.Phone).Required());
            r.OnCreate(() => r.Rule(x => x.Limit == -1, "never.closed"));
        }));

        Assert.Empty(rules.Found(new()));
        Assert.Empty(rules.Found(new() { Used = 1 }));
        Assert.Equal(["ResolvedAt required"], rules.Found(new() { IsClosed = true }));
        Assert.Equal(["ResolvedAt required", "Phone required"], rules.Found(new() { IsClosed = true, Used = 1 }));
        Assert.Equal(["ResolvedAt required", "never.closed"], rules.Found(new() { IsClosed = true }, Subject.Create));
    }

    [Fact]
    public void A_condition_is_evaluated_once_per_entity()
    {
        var asked = 0;
        Func<Ticket, bool> ask = ticket => ticket.Used == 0 && ++asked > 0;
        var rules = new InlineRules<Ticket>(r => r.When(x => ask(x), () =>
        {
            r.For(x => x.First).Required();
            r.For(x => x.Last).Required();
        }));

        _ = rules.Validate(new());
        _ = rules.Validate(new());

        Assert.Equal(2, asked);
    }

    [Fact]
    public void More_than_64_conditions_are_supported()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            for (var i = 0; i < 70; i++)
            {
                var number = i;
                r.When(x => x.Used == number, () => r.Rule(x => x.Limit == -1, $"rule.{number}"));
            }
        });

        Assert.Equal(["rule.69"], rules.Found(new() { Used = 69 }));
        Assert.Equal(["rule.3"], rules.Found(new() { Used = 3 }));
    }

    [Fact]
    public void A_single_member_can_be_validated()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required();
            r.For(x => x.Last).Required();
            r.Rule(x => x.Used <= x.Limit, "ticket.credit").On(x => x.Used);
        });
        var ticket = new Ticket { Last = "b", Used = 2, Limit = 1 };

        Assert.False(rules.IsValid(ticket, x => x.First));
        Assert.True(rules.IsValid(ticket, x => x.Last));
        Assert.False(rules.IsValid(ticket, "Used"));
        Assert.True(rules.IsValid(ticket, x => x.Phone));
        var exception = Assert.Throws<ArgumentException>(() => rules.IsValid(ticket, "Lst"));
        Assert.Contains("has no rule for Ticket.Lst. Correct the name", exception.Message, StringComparison.Ordinal);
    }
}

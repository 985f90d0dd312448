using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The checks that require the database.</summary>
public sealed class QuestionTests
{
    private static readonly InlineRules<Ticket> Rules = new(r =>
    {
        r.For(x => x.Tier).Exists<Box<string>>().MaxLength(4);
        r.For(x => x.Phone).Sensitive().Unique(x => x.Used);
        r.Exists<Order>(x => x.Used, x => x.Quota);
    });

    [Fact]
    public void A_database_check_has_the_values_of_its_members_in_order()
    {
        var subject = new Subject();
        var ticket = new Ticket { Tier = "gold", Phone = "1", Used = 2, Quota = 3 };

        var questions = Ask(Rules, ticket, subject, Subject.Create).DatabaseChecks;

        Assert.Equal([RuleKind.Exists, RuleKind.Unique, RuleKind.Exists], questions.Select(question => question.Rule.Kind));
        Assert.Equal([["gold"], ["1", 2], [2, 3]], questions.Select(question => question.Values));
        Assert.All(questions, question => Assert.Same(ticket, question.Entity));
        Assert.All(questions, question => Assert.Same(subject, question.Subject));
        Assert.Equal([typeof(Box<string>), null, typeof(Order)], questions.Select(question => question.Rule.Target));
    }

    [Fact]
    public void A_null_in_a_key_and_a_member_with_a_violation_need_no_database_check()
    {
        var ticket = new Ticket { Tier = "platinum" };

        var outcome = Ask(Rules, ticket, new Subject(), Subject.Create);

        Assert.Empty(outcome.DatabaseChecks);
        Assert.Equal(["length.max"], outcome.Violations.Select(violation => violation.Code));
    }

    [Fact]
    public void An_update_checks_only_changed_keys()
    {
        var ticket = new Ticket { Tier = "gold", Phone = "1", Used = 2, Quota = 3 };

        Assert.Empty(Ask(Rules, ticket, new Subject("First"), Subject.Update).DatabaseChecks);
        Assert.Equal(["Tier"], Asked("Tier"));
        Assert.Equal(["Phone", "Used"], Asked("Used"));
        Assert.Equal(["Used"], Asked("Quota"));

        IEnumerable<string> Asked(string changed)
            => Ask(Rules, ticket, new Subject(changed), Subject.Update).DatabaseChecks.Select(question => question.Rule.Member!.Name);
    }

    [Fact]
    public void A_failed_database_check_is_a_violation_with_its_path()
    {
        var order = new Order { OrderLines = [new(1), new(2)] };
        var rules = new InlineRules<Order>(r => r.ForEach(x => x.OrderLines).Using(
            new InlineRules<OrderLine>(l => l.For(x => x.Quantity).Exists<Order>(x => x.Total).WithCode("line.quantity").AsWarning())));

        var questions = Ask(rules, order, new Subject(), Subject.Create with { ShowsValues = true }).DatabaseChecks;
        var violation = questions[1].CreateViolation();

        Assert.Equal(2, questions.Count);
        Assert.Equal(
            ("line.quantity", "Thing", "OrderLines[1].Quantity", ViolationSeverity.Warning, 7, 2),
            (violation.Code, violation.Entity, violation.Path, violation.Severity, violation.Key[0], violation.Arguments["value"]));
        Assert.Equal(["Total"], questions[1].Rule.TargetMembers);
        Assert.Same(order.OrderLines![1], questions[1].Entity);
    }

    [Fact]
    public void A_violation_contains_no_sensitive_value()
    {
        var questions = Ask(Rules, new Ticket { Phone = "4711", Tier = "gold" }, new Subject(), Subject.Create with { ShowsValues = true }).DatabaseChecks;

        Assert.Equal("Thing.Tier references a missing Box`1 row. It is 'gold'. Choose an existing row, or create it first.", questions[0].CreateViolation().Message);
        Assert.Equal("Thing.Phone is already used by another Thing. Choose another value.", questions[1].CreateViolation().Message);
    }

    [Fact]
    public void Without_a_context_no_database_check_runs()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Phone).Unique());

        Assert.Same(ValidationReport.Valid, rules.Validate(new() { Phone = "1" }));
    }

    [Fact]
    public void Items_can_reference_rows()
    {
        var rules = new InlineRules<Order>(r => r.ForEach(x => x.Tags).Exists<Ticket>(ignoreFilters: true));

        var questions = Ask(rules, new Order { Tags = ["a", null, "b"] }, new Subject(), Subject.Create).DatabaseChecks;

        Assert.Equal(["Tags[0]", "Tags[2]"], questions.Select(question => question.CreateViolation().Path));
        Assert.True(questions[0].Rule.IgnoresFilters);
    }

    private static RuleOutcome Ask<T>(InlineRules<T> rules, T entity, Subject subject, RuleContext context)
        where T : class
    {
        var outcome = new RuleOutcome();
        rules.Check(entity, subject, context, outcome);

        return outcome;
    }
}

using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>The description of a rule set, which is available without validation.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void A_rule_exposes_whether_it_is_also_enforced_by_the_database()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required().Length(2, 200).CheckInDatabase();
            r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt).CheckInDatabase();
            r.Rule(x => x.Used <= x.Limit, "ticket.limit").CheckInDatabase();
            r.Rule(x => x.Low > 0, "ticket.low");
        });

        Assert.Equal(
            ["length.min", "length.max", "time.order", "ticket.limit"],
            rules.Rules.Where(rule => rule.IsCheckedInDatabase).Select(rule => rule.Code));
        Assert.Throws<InvalidOperationException>(() => rules.For(x => x.Last).CheckInDatabase());
    }

    [Fact]
    public void A_rule_set_lists_its_rules_with_kinds_members_and_arguments()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required().Length(2, 200);
            r.For(x => x.Last).Email(EmailMode.Relaxed).AsWarning();
            r.For(x => x.Tier).OneOf("gold", "silver");
            r.For(x => x.Used).Between(1, 5).AtMost(x => x.Limit);
            r.For(x => x.Low).GreaterThan(0);
            r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt).NotInFuture(TimeSpan.FromMinutes(1));
            r.For(x => x.Phone).Sensitive().ChangedOnlyBy("finance").Unique(x => x.Tier);
        });

        Assert.Equal(
            [
                "First Required required allowEmpty=False",
                "First Length length.min min=2",
                "First Length length.max max=200",
                "Last Email email mode=Relaxed",
                "Tier Choice choice values=gold|silver",
                "Used Range range min=1 max=5",
                "Used+Limit Comparison comparison operator=<= other=Limit",
                "Low Range range.min min=0 exclusive=True",
                "ResolvedAt+CreatedAt TimeKind time.kind other=CreatedAt",
                "ResolvedAt+CreatedAt Comparison time.order operator=>= other=CreatedAt",
                "ResolvedAt TimeKind time.kind",
                "ResolvedAt NotInFuture time.future tolerance=00:01:00",
                "Phone ChangedOnlyBy role.required roles=finance",
                "Phone+Tier Unique unique.taken",
            ],
            rules.Rules.Select(Text));
        Assert.Equal(typeof(Ticket), rules.EntityType);
        Assert.Equal(
            ["First", "Last", "Tier", "Used", "Limit", "Low", "ResolvedAt", "CreatedAt", "Phone"],
            rules.Members.Select(member => member.Name));
        Assert.Equal(["Phone"], rules.Members.Where(member => member.IsSensitive).Select(member => member.Name));
        Assert.Equal(["Phone", "Tier"], rules.Rules[^1].KeyMembers.Select(member => member.Name));
        Assert.Equal(ViolationSeverity.Warning, rules.Rules[3].Severity);
        Assert.Equal("First: required", rules.Rules[0].ToString());
    }

    [Fact]
    public void A_condition_exposes_its_expression_and_the_members_it_reads()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.Rule(x => x.Used <= x.Limit || x.First!.Length > x.Used, "ticket.credit").On(x => x.Used);
            r.OnCreate(() => r.When(x => x.IsClosed, () => r.When(x => x.Quota > 1, () => r.For(x => x.Last).Required())));
        });

        var (credit, last) = (rules.Rules[0], rules.Rules[1]);
        Assert.Equal("x => ((x.Used <= x.Limit) OrElse (x.First.Length > x.Used))", credit.Expression!.ToString());
        Assert.Equal(["Used", "Limit", "First"], credit.Members.Select(member => member.Name));
        Assert.Equal(("Used", null), (credit.Member!.Name, credit.Operation));
        Assert.False(credit.ReadsEverything);
        Assert.Equal(["x => x.IsClosed", "x => (x.Quota > Convert(1, Nullable`1))"], last.Conditions.Select(condition => condition.ToString()));
        Assert.Equal(["Last", "IsClosed", "Quota"], last.Members.Select(member => member.Name));
        Assert.Equal(EntityOperation.Create, last.Operation);
    }

    [Fact]
    public void Nested_rules_and_item_rules_are_distinguished()
    {
        var addresses = new InlineRules<Address>(a => a.For(x => x.City).Required());
        var rules = new InlineRules<Order>(r =>
        {
            r.For(x => x.Address).Using(addresses);
            r.ForEach(x => x.Tags).MaxLength(3);
        });

        Assert.Equal([RuleKind.Nested, RuleKind.Length], rules.Rules.Select(rule => rule.Kind));
        Assert.Equal([false, true], rules.Rules.Select(rule => rule.IsForEachItem));
        Assert.Same(addresses, rules.Rules[0].Nested);
        Assert.Equal(typeof(IEnumerable<string>), rules.Members[1].Type);
    }

    [Fact]
    public void A_violation_created_elsewhere_uses_the_code_and_message_of_the_rule()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.First).MaxLength(3).WithCode("first.long").AsWarning());

        var violation = rules.Rules[0].CreateViolation("Thing", key: [1]);
        var other = RuleViolations.Create(
            RuleCodes.MaxLength, "Thing", MemberPath.Parse("Last"), arguments: new Dictionary<string, object?> { ["max"] = 3 });

        Assert.Equal(("first.long", "Thing", "First", ViolationSeverity.Warning), (violation.Code, violation.Entity, violation.Path, violation.Severity));
        Assert.Equal("Thing.First must have at most 3 characters. Shorten it.", violation.Message);
        Assert.Equal("Thing.Last must have at most 3 characters. Shorten it.", other.Message);
        Assert.Equal("Thing does not meet the rule 'thing.odd'. Correct it.", RuleViolations.Create("thing.odd", "Thing").Message);
    }

    [Fact]
    public void Rules_for_defined_enums_list_their_names()
    {
        var rules = new InlineRules<Box<CustomerStatus>>(r => r.For(x => x.Value).Defined());

        Assert.Equal("Value Defined choice values=Active|Paused|Closed flags=False", Text(Assert.Single(rules.Rules)));
    }

    private static string Text(RuleDescription rule)
        => string.Join(' ', (string[])
            [
                string.Join('+', rule.Members), rule.Kind.ToString(), rule.Code,
                .. rule.Arguments.Select(item => $"{item.Key}={Text(item.Value)}"),
            ]);

    private static string? Text(object? value)
        => value is IEnumerable<object> many ? string.Join('|', many) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
}

using System.Linq.Expressions;
using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Invalid rules throw where they are declared.</summary>
public sealed class DeclarationTests
{
    private const string Flat = "flat";

    public static TheoryData<string, Action<InlineRules<Ticket>>> Impossible => new()
    {
        { "no text has -1 characters. Specify a length of 0 or more.", r => r.For(x => x.First).MaxLength(-1) },
        { "no text has -1 characters.", r => r.For(x => x.First).MinLength(-1) },
        { "no text has -1 characters.", r => r.For(x => x.First).Length(-1, 5) },
        { "no text has at least 5 and at most 4 characters. Swap the bounds.", r => r.For(x => x.First).Length(5, 4) },
        { "no value is between 5 and 1. Swap or widen the bounds.", r => r.For(x => x.Used).Between(5, 1) },
        { "no value is between 5 and 1.", r => r.For(x => x.Quota).Between(5, 1) },
        { "no value is between 1 and 1.", r => r.For(x => x.Used).Between(1, 1, exclusive: true) },
        { "no value is between a and B.", r => r.For(x => x.First).Between("a", "B") },
        { "no value is between B and a.", r => r.For(x => x.First).Between("B", "a", StringComparer.OrdinalIgnoreCase) },
        { "NaN cannot be a bound. Specify a number.", r => r.For(x => x.Low).AtLeast(double.NaN) },
        { "NaN cannot be a bound", r => r.For(x => x.High).Between(0, double.NaN) },
        { "OneOf requires at least one value", r => r.For(x => x.Used).OneOf() },
        { "does not accept null", r => r.For(x => x.First).OneOf("a", null!) },
        { "OneOf requires at least one value", r => r.For(x => x.First).OneOf([], StringComparer.Ordinal) },
        { "no number has 2 digits with 3 of them after the decimal point.", r => Decimals(r).Precision(2, 3) },
        { "7 is not an EmailMode. Use Strict or Relaxed.", r => r.For(x => x.First).Email((EmailMode)7) },
        { "is compared with itself. Select another member.", r => r.For(x => x.Used).AtMost(x => x.Used) },
        { "is a Int32, which is not a time type. Use AtLeast or AtMost.", r => r.For(x => x.Used).NotBefore(x => x.Limit) },
        { "the tolerance -00:00:01 is negative. Specify zero or more.", r => r.For(x => x.Begin).NotInFuture(TimeSpan.FromSeconds(-1)) },
        { "ChangedOnlyBy requires at least one role name", r => r.For(x => x.Tier).ChangedOnlyBy() },
        { "ChangedOnlyBy requires at least one role name", r => r.For(x => x.Tier).ChangedOnlyBy("a", " ") },
        { "'x => x.First.Length' accesses a nested object. Call For(x => x.First).Using(...)", r => r.For(x => x.First!.Length) },
        { "is not a member of Ticket. Select a property or field", r => r.For(x => x.Used + 1) },
        { "is not a member of Ticket.", r => r.For(x => x.ToString()) },
        { "is not a member of Ticket.", r => r.For(x => x) },
        { "is not a member of Ticket.", r => r.For(x => Flat) },
        { "is not a member of Ticket.", r => r.For(x => (long)x.Used) },
        { "is not a member of Ticket.", r => r.Rule(x => x.Used > 0, "a").On(x => x.Used + 1) },
        { "For one member, use For(x => x.Member).Exists<Order>().", r => r.Exists<Order>(x => x.Used) },
        { "OnUpdate is inside OnCreate, so it never applies. Move it outside.", r => r.OnCreate(() => r.OnUpdate(() => { })) },
        { "Ticket is not a Order. Include the rules of a base type or an interface.", r => r.Include(new InlineRules<Order>(_ => { })) },
        { "is of type String, which can never be a Order.", r => r.For(x => x.First).Using(new InlineRules<Order>(_ => { })) },
        { "is of type Int32, which can never be a IDisposable.", r => r.For(x => x.Quota).Using(new InlineRules<IDisposable>(_ => { })) },
        { "Value cannot be null", r => r.For(x => x.First).Must((Func<string, bool>)null!, "a") },
        { "The value cannot be an empty string", r => r.For(x => x.First).Must(_ => true, " ") },
        { "The value cannot be an empty string", r => r.Rule(x => true, "") },
        { "The value cannot be an empty string", r => r.For(x => x.First).Required().WithCode("") },
        { "Ticket.Used has two rules with the code 'range'. Merge them, or specify a different code for one of them", r => Twice(r.For(x => x.Used)) },
        { "Ticket.Used can never meet both rules 'range.min' and 'range.max'.", r => { r.For(x => x.Used).AtLeast(5).AtMost(4); r.For(x => x.Last).Required(); } },
        { "Ticket.Used can never meet both rules 'range.max' and 'range.min'.", r => { r.For(x => x.Used).LessThan(5).AtLeast(5); r.For(x => x.Last).Required(); } },
        { "Ticket.First can never meet both rules 'length.max' and 'length.min'.", r => { r.For(x => x.First).MaxLength(5); r.OnCreate(() => r.For(x => x.First).MinLength(6)); r.For(x => x.Last).Required(); } },
        { "Ticket.First has two rules with the code 'a'.", r => { r.For(x => x.First).Must(_ => true, "a"); r.For(x => x.First).Must(_ => true, "a"); r.For(x => x.Last); r.When(x => true, () => { }); r.Rule(x => true, "b"); } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_invalid_rule_throws_with_its_location_and_the_remedy(string message, Action<InlineRules<Ticket>> declare)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => new InlineRules<Ticket>(declare));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        if (!exception.Message.StartsWith("Value cannot", StringComparison.Ordinal)
            && !exception.Message.StartsWith("The value", StringComparison.Ordinal))
        {
            Assert.StartsWith("InlineRules", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_last_rules_are_checked_when_the_set_is_used()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Used).Between(1, 5).Between(2, 4));

        Assert.Throws<ArgumentException>(() => rules.Rules);
    }

    [Fact]
    public void The_same_code_can_be_reused_for_another_severity_operation_condition_or_member()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.Used).Between(1, 5).Between(2, 4).AsWarning();
            r.For(x => x.Used).Between(2, 3).WithCode("used.best");
            r.OnCreate(() => r.For(x => x.Used).Between(1, 2));
            r.OnUpdate(() => r.For(x => x.Used).Between(1, 2));
            r.When(x => x.IsClosed, () => r.For(x => x.Used).Between(1, 2));
            r.For(x => x.ResolvedAt).NotBefore(x => x.CreatedAt).NotInFuture();
            r.For(x => x.Used).AtMost(x => x.Limit).AtMost(x => x.Quota);
            r.For(x => x.Limit).Between(1, 5);
        });

        Assert.Equal(13, rules.Rules.Count);
    }

    [Fact]
    public void Satisfiable_bounds_and_bounds_of_different_operations_do_not_conflict()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.Used).AtLeast(5).AtMost(5);
            r.For(x => x.Limit).AtLeast(5).AtMost(4).AsWarning();
            r.OnCreate(() => r.For(x => x.Quota).AtLeast(5));
            r.OnUpdate(() => r.For(x => x.Quota).AtMost(4));
        });

        Assert.Equal(6, rules.Rules.Count);
    }

    [Fact]
    public void A_rule_set_in_use_cannot_be_changed()
    {
        MemberRules<Ticket, string>? member = null;
        EntityRule<Ticket>? rule = null;
        var rules = new InlineRules<Ticket>(r =>
        {
            member = r.For(x => x.First).Required();
            rule = r.Rule(x => true, "a");
        });
        Assert.False(rules.IsValid(new()));

        Assert.Contains("is in use and cannot change. Declare all rules in its constructor.", Assert.Throws<InvalidOperationException>(() => rules.For(x => x.Last).Required()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => member!.MaxLength(3));
        Assert.Throws<InvalidOperationException>(() => member!.AsWarning());
        Assert.Throws<InvalidOperationException>(() => member!.Sensitive());
        Assert.Throws<InvalidOperationException>(() => rule!.AsWarning());
        Assert.Throws<InvalidOperationException>(() => rules.OnCreate(() => { }));
        Assert.Throws<InvalidOperationException>(() => rules.Rule(x => true, "b"));
    }

    [Fact]
    public void A_rule_modifier_requires_a_preceding_rule()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => new InlineRules<Ticket>(r => r.For(x => x.First).AsWarning()));

        Assert.Contains("Ticket.First has no preceding rule. Declare the rule first.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_cannot_be_conditional()
        => Assert.Throws<InvalidOperationException>(() => new InlineRules<Ticket>(
            r => r.OnCreate(() => r.Include(new InlineRules<object>(_ => { })))));

    [Fact]
    public void Circular_includes_throw()
    {
        InlineRules<Ticket>? inner = null;
        var outer = new InlineRules<Ticket>(r => inner = new InlineRules<Ticket>(i => i.Include(r)));
        var third = new InlineRules<Ticket>(r => r.Include(inner!));
        Assert.True(third.IsValid(new()));

        var circle = new InlineRules<Ticket>(r => r.Include(new InlineRules<Ticket>(i => i.Include(r))));

        Assert.True(outer.IsValid(new()));
        Assert.Contains("includes itself through other rule sets.", Assert.Throws<ArgumentException>(() => circle.IsValid(new())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => circle.IsValid(new(), "First"));
    }

    [Fact]
    public void Items_cannot_have_role_or_unique_rules()
    {
        Assert.Throws<ArgumentException>(() => new InlineRules<Order>(r => r.ForEach(x => x.Tags).ChangedOnlyBy("a")));
        Assert.Throws<ArgumentException>(() => new InlineRules<Order>(r => r.ForEach(x => x.Tags).Unique()));
    }

    [Fact]
    public void Role_rules_cannot_be_nested()
    {
        var rules = new InlineRules<Order>(r => r.For(x => x.Address).Using(
            new InlineRules<Address>(a => a.For(x => x.City).ChangedOnlyBy("a"))));

        var exception = Assert.Throws<ArgumentException>(() => rules.IsValid(new()));

        Assert.Contains("Call For(x => x.Address).ChangedOnlyBy(...) instead", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => rules.IsValid(new()));
    }

    [Fact]
    public void Members_of_fields_structs_and_interfaces_and_upcast_members_are_supported()
    {
        var fields = new InlineRules<Fields>(r => r.For(x => x.Number).AtLeast(1));
        var upcast = new InlineRules<Box<string>>(r => r.For<object>(x => x.Value).Required());
        Expression<Func<Box<int>, int?>> lifted = x => x.Value;
        var nullable = new InlineRules<Box<int>>(r => r.For(lifted).AtLeast(1));

        Assert.Equal(["Number range.min"], fields.Found(default));
        Assert.Equal(["Value required"], upcast.Found(new()));
        Assert.Equal(["Value range.min"], nullable.Found(new()));
    }

    private static MemberRules<Ticket, decimal> Decimals(InlineRules<Ticket> rules)
    {
        // A ticket has no decimal, but only the message is tested.
        _ = rules;
        MemberRules<Box<decimal>, decimal>? member = null;
        _ = new InlineRules<Box<decimal>>(r => member = r.For(x => x.Value));
        _ = member!.Precision(2, 3);

        return null!;
    }

    private static void Twice(MemberRules<Ticket, int> member)
    {
        member.Between(1, 5).Between(2, 4);
        member.OneOf(1);
    }

    private struct Fields(int number)
    {
        public int Number = number;
    }
}

using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Rules of tracked entities.</summary>
public sealed class TrackedTests
{
    private static readonly Actor Ada = Actor.User("ada");

    [Fact]
    public void On_an_update_a_rule_runs_only_if_a_member_it_reads_changes()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.For(x => x.First).Required();
            r.For(x => x.Used).AtMost(x => x.Limit);
            r.Rule(x => x.Used <= x.Limit, "ticket.credit");
        });
        var ticket = new Ticket { Used = 2, Limit = 1 };

        Assert.Equal(["First required", "Used comparison", "ticket.credit"], rules.Found(ticket, new Subject(), Subject.Create));
        Assert.Equal(["First required"], rules.Found(ticket, new Subject("First"), Subject.Update));
        Assert.Equal(["Used comparison", "ticket.credit"], rules.Found(ticket, new Subject("Limit"), Subject.Update));
        Assert.Equal(["Used comparison", "ticket.credit"], rules.Found(ticket, new Subject("Used"), Subject.Update));
        Assert.Empty(rules.Found(ticket, new Subject("Last"), Subject.Update));
        Assert.Empty(rules.Found(ticket, new Subject("First", "Used"), new RuleContext { Operation = EntityOperation.Delete }));
        Assert.Empty(rules.Found(ticket, new RuleContext { Operation = EntityOperation.Delete }));
    }

    [Fact]
    public void Changing_a_member_read_by_a_condition_runs_its_rules()
    {
        var rules = new InlineRules<Ticket>(r => r.When(x => x.IsClosed, () =>
        {
            r.For(x => x.Last).Required();
            r.Rule(x => x.Used == 1, "closed").On(x => x.Used);
        }));
        var ticket = new Ticket { IsClosed = true };

        Assert.Equal(["Last required", "Used closed"], rules.Found(ticket, new Subject("IsClosed"), Subject.Update));
        Assert.Equal(["Last required"], rules.Found(ticket, new Subject("Last"), Subject.Update));
        Assert.Empty(rules.Found(ticket, new Subject("First"), Subject.Update));
    }

    [Fact]
    public void Rules_with_unknown_members_always_run_unless_their_members_are_named()
    {
        var rules = new InlineRules<Ticket>(r =>
        {
            r.Rule(x => Equals(x, null), "lost");
            r.Rule((_, _) => false, "code");
            r.Rule((_, _) => false, "code.named").On(x => x.Used).On(x => x.Limit);
        });

        Assert.Equal(["lost", "code"], rules.Found(new(), new Subject("First"), Subject.Update));
        Assert.Equal(["lost", "code", "Used code.named"], rules.Found(new(), new Subject("Limit"), Subject.Update));
        Assert.Equal([true, true, false], rules.Rules.Select(rule => rule.ReadsEverything));
    }

    [Fact]
    public void Violations_have_the_name_and_the_key_of_the_entity()
    {
        var rules = new InlineRules<Order>(r => r.For(x => x.Address).Using(new InlineRules<Address>(a => a.For(x => x.City).Required())));
        var outcome = new RuleOutcome();

        rules.Check(new Order { Address = new(null) }, new Subject { Key = [1, "a"] }, Subject.Create, outcome);
        rules.Check(new Order { Address = new(null) }, new Subject { Key = [2, "b"] }, Subject.Create, outcome);

        Assert.Equal(["Thing 1 Address.City", "Thing 2 Address.City"], outcome.Violations.Select(violation => $"{violation.Entity} {violation.Key[0]} {violation.Path}"));
    }

    [Fact]
    public void Nested_rules_run_when_their_member_changes_and_the_caller_requests_them()
    {
        var rules = new InlineRules<Order>(r => r.For(x => x.Address).Using(new InlineRules<Address>(a => a.For(x => x.City).Required())));
        var order = new Order { Address = new(null) };

        Assert.Equal(["Address.City required"], rules.Found(order, new Subject("Address"), Subject.Update));
        Assert.Empty(rules.Found(order, new Subject("Tags"), Subject.Update));
        Assert.Empty(rules.Found(order, new Subject { NotDescended = ["Address"] }, Subject.Create));
    }

    [Theory]
    [InlineData("finance", true, true)]
    [InlineData("manager", true, true)]
    [InlineData("clerk", true, false)]
    [InlineData("clerk", false, true)]
    [InlineData(null, true, false)]
    public void A_member_can_be_changed_only_by_certain_roles(string? role, bool changes, bool expected)
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Tier).ChangedOnlyBy("finance", "manager"));
        var subject = changes ? new Subject("Tier") : new Subject("First");
        var context = Subject.Update with { Actor = Ada, Roles = role is null ? null : new Roles(role) };

        Assert.Equal(expected ? [] : ["Tier role.required"], rules.Found(new() { Tier = "gold" }, subject, context));
        Assert.Equal(expected ? [] : ["Tier role.required"], rules.Found(new() { Tier = null }, subject, context));
    }

    [Fact]
    public void An_unknown_actor_cannot_change_reserved_members_unless_allowed()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Tier).ChangedOnlyBy("finance"));
        var context = Subject.Update with { Roles = new Roles("finance") };

        Assert.Equal(["Tier role.required"], rules.Found(new(), new Subject("Tier"), context));
        Assert.Empty(rules.Found(new(), new Subject("Tier"), context with { AllowsUnknownActor = true }));
        Assert.Equal(["Tier role.required"], rules.Found(new(), new Subject("Tier"), Subject.Update with { Actor = Actor.Anonymous, AllowsUnknownActor = true }));
    }

    [Fact]
    public void A_new_entity_is_exempt_unless_the_rule_applies_to_creation()
    {
        var free = new InlineRules<Ticket>(r => r.For(x => x.Tier).ChangedOnlyBy("finance"));
        var guarded = new InlineRules<Ticket>(r => r.OnCreate(() => r.For(x => x.Tier).ChangedOnlyBy("finance")));
        var context = Subject.Create with { Actor = Ada };

        Assert.Empty(free.Found(new() { Tier = "gold" }, new Subject(), context));
        Assert.Empty(free.Found(new() { Tier = "gold" }));
        Assert.Equal(["Tier role.required"], guarded.Found(new() { Tier = "gold" }, new Subject(), context));
        Assert.Empty(guarded.Found(new(), new Subject(), context));
        Assert.Empty(guarded.Found(new() { Tier = "gold" }, new Subject("Tier"), Subject.Update));
    }

    [Fact]
    public void A_role_source_that_throws_is_reported_by_name()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.Tier).ChangedOnlyBy("finance"));

        Assert.Equal(
            ["Tier rule.failed"],
            rules.Found(new(), new Subject("Tier"), Subject.Update with { Actor = Ada, Roles = new Roles(null) }));
    }

    [Fact]
    public void Conditions_can_read_the_actor_the_operation_and_the_time()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var seen = new List<RuleContext>();
        var rules = new InlineRules<Ticket>(r => r.For(x => x.First).Must((_, context) =>
        {
            seen.Add(context);
            return context.Operation == EntityOperation.Create && context.HasRole("finance") && context.Now == now;
        }, "x"));

        Assert.Empty(rules.Found(new() { First = "a" }, Subject.Create with { Actor = Ada, Roles = new Roles("finance"), Now = now.UtcDateTime }));
        Assert.Equal(["First x"], rules.Found(new() { First = "a" }, Subject.Create));
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Rules_apply_only_to_their_type()
    {
        var rules = new InlineRules<Ticket>(r => r.For(x => x.First).Required());

        var exception = Assert.Throws<ArgumentException>(() => rules.Check("a", new Subject(), Subject.Create, new RuleOutcome()));

        Assert.Contains("has rules for Ticket, not for String.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => rules.Check(null!, new Subject(), Subject.Create, new RuleOutcome()));
        Assert.Throws<ArgumentNullException>(() => rules.Validate(null!));
    }

    private sealed class Roles(string? only) : IRoleSource
    {
        public bool HasRole(Actor actor, string role) => only is null ? throw new TimeoutException() : actor == Ada && role == only;
    }
}

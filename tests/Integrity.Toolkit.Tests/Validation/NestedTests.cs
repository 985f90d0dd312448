using System.Text.Json;
using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class NestedTests
{
    private static readonly InlineRules<Address> Addresses = new(r => r.For(x => x.City).Required());

    private static readonly InlineRules<OrderLine> Lines = new(r =>
    {
        r.For(x => x.Quantity).AtLeast(1);
        r.ForEach(x => x.Notes).Using(new InlineRules<Note>(n => n.For(x => x.Text).Required()));
    });

    private static readonly InlineRules<Order> Orders = new(r =>
    {
        r.For(x => x.Address).Required().Using(Addresses);
        r.ForEach(x => x.OrderLines).Using(Lines);
        r.ForEach(x => x.Tags).Required().MaxLength(3);
    });

    [Fact]
    public void A_null_item_keeps_its_index()
    {
        var order = new Order { Address = new("Graz"), OrderLines = [new(1), null, new(0)], Tags = ["a", null, "abcd"] };

        Assert.Equal(["OrderLines[2].Quantity range.min", "Tags[1] required", "Tags[2] length.max"], Orders.Found(order));
    }

    [Fact]
    public void Equal_items_are_both_reported()
    {
        var line = new OrderLine(0);

        var found = Orders.Found(new() { Address = new("Graz"), OrderLines = [line, new(0), line] });

        Assert.Equal(
            ["OrderLines[0].Quantity range.min", "OrderLines[1].Quantity range.min", "OrderLines[2].Quantity range.min"], found);
    }

    [Fact]
    public void A_path_leads_through_objects_and_collections_with_configured_names()
    {
        var order = new Order
        {
            Address = new(null),
            OrderLines = [new(1), new(1, new Note { Text = "a" }, new Note())],
        };

        var violations = Orders.Validate(order).Violations;

        Assert.Equal(["Address.City", "OrderLines[1].Notes[1].Text"], violations.Select(violation => violation.Path));
        Assert.Equal(
            ["address.city", "orderLines[1].notes[1].the_text"],
            violations.ToDictionary(JsonNamingPolicy.CamelCase).Keys);
        Assert.All(violations, violation => Assert.Equal("Order", violation.Entity));
        Assert.Equal("Order.OrderLines[1].Notes[1].Text is required. Specify a value.", violations[1].Message);
        Assert.Single(Orders.Validate(order).For("Address.City"));
    }

    [Fact]
    public void Rules_of_a_null_object_are_skipped_and_an_object_with_a_violation_is_not_entered()
    {
        var entered = false;
        var rules = new InlineRules<Order>(r => r.For(x => x.Address)
            .Must(_ => false, "address")
            .Using(new InlineRules<Address>(a => a.Rule((_, _) => entered = true, "entered"))));

        Assert.Equal(["Address required"], Orders.Found(new()));
        Assert.Equal(["Address address"], rules.Found(new() { Address = new("Graz") }));
        Assert.False(entered);
    }

    [Fact]
    public void Structs_can_have_rules()
    {
        var money = new InlineRules<Money>(r =>
        {
            r.For(x => x.Amount).AtLeast(0);
            r.For(x => x.Currency).Required().OneOf("EUR", "USD");
        });
        var rules = new InlineRules<Order>(r =>
        {
            r.For(x => x.Total).Using(money);
            r.For(x => x.Rebate).Using(money);
        });

        Assert.Equal(["Amount range.min", "Currency required"], money.Found(new Money(-1, null)));
        Assert.Equal(["Total.Currency choice"], rules.Found(new() { Total = new(1, "XXX") }));
        Assert.Equal(["Rebate.Amount range.min"], rules.Found(new() { Total = new(1, "EUR"), Rebate = new(-1, "EUR") }));
    }

    [Fact]
    public void Circular_references_terminate_and_each_object_is_validated_once()
    {
        var rules = new NodeRules();
        var first = new Node();
        var second = new Node { Next = first };
        first.Next = second;
        first.Children.AddRange([first, second, new Node()]);

        var report = rules.Validate(first);

        Assert.Equal(["Name", "Next.Name", "Children[2].Name"], report.Violations.Select(violation => violation.Path));
        Assert.False(rules.IsValid(first));
    }

    [Fact]
    public void Rule_sets_can_reference_each_other()
    {
        var rules = new TwinRules();
        var node = new Node();
        node.Next = node;

        Assert.Equal(["Name", "Next.Children"], rules.Validate(node).Violations.Select(violation => violation.Path));
    }

    [Fact]
    public void A_chain_that_is_too_deep_is_a_violation_and_does_not_overflow_the_stack()
    {
        var rules = new NodeRules();
        var node = new Node { Name = "last" };
        for (var i = 0; i < 200_000; i++)
        {
            node = new Node { Name = "a", Next = node };
        }

        var violation = Assert.Single(rules.Validate(node).Violations);

        Assert.Equal("graph.depth", violation.Code);
    }

    [Fact]
    public void Rules_of_a_derived_type_run_only_for_its_values()
    {
        var rules = new InlineRules<Node>(r => r.ForEach(x => x.Children)
            .Using(new InlineRules<Node>(n => n.For(x => x.Name).Required()))
            .Using(new InlineRules<SpecialNode>(n => n.For(x => x.Weight).AtLeast(1))));
        var node = new Node();
        node.Children.AddRange([new Node(), new SpecialNode(), new SpecialNode { Name = "a", Weight = 1 }]);

        Assert.Equal(["Children[0].Name required", "Children[1].Name required", "Children[1].Weight range.min"], rules.Found(node));
    }

    [Fact]
    public void Rules_of_a_base_type_run_for_a_derived_value()
    {
        var rules = new NodeRules();

        Assert.Equal(["Name"], rules.Validate(new SpecialNode()).Violations.Select(violation => violation.Path));
    }

    [Fact]
    public void The_rules_of_a_base_type_and_an_interface_can_be_included()
    {
        var named = new InlineRules<INamed>(r => r.For(x => x.Name).Required());
        var limited = new InlineRules<Named>(r =>
        {
            r.Include(named);
            r.When(x => x.Name == null, () => r.For(x => x.Limit).AtLeast(2));
        });
        var all = new InlineRules<VeryNamed>(r =>
        {
            r.Include(limited);
            r.For(x => x.Extra).Required();
        });

        Assert.Equal(["Name required", "Limit range.min", "Extra required"], all.Found(new()));
        Assert.False(all.IsValid(new(), "Limit"));
        Assert.True(all.IsValid(new() { Name = "a" }, "Limit"));
        Assert.Same(limited, Assert.Single(all.Included));
    }

    [Fact]
    public void Items_can_be_compared_with_a_member()
    {
        var rules = new InlineRules<Bag>(r => r.ForEach(x => x.Amounts).AtMost(x => x.Limit));

        Assert.Equal(["Amounts[1] comparison"], rules.Found(new() { Amounts = [1, 3, 2], Limit = 2 }));
    }

    [Fact]
    public void Every_collection_type_is_supported()
    {
        var rules = new InlineRules<Bag>(r =>
        {
            r.ForEach(x => x.Amounts).AtMost(2);
            r.ForEach(x => x.Set).AtMost(2);
            r.ForEach(x => x.Map).Must(pair => pair.Value < 2, "map");
            r.ForEach(x => x.Immutable).AtMost(2);
        });

        var found = rules.Found(new() { Amounts = [3], Set = [3], Map = new() { [1] = 3 }, Immutable = [3] });

        Assert.Equal(["Amounts[0] range.max", "Set[0] range.max", "Map[0] map", "Immutable[0] range.max"], found);
    }

    private interface INamed
    {
        string? Name { get; }
    }

    private class Named : INamed
    {
        public string? Name { get; set; }

        public int Limit { get; set; }
    }

    private sealed class VeryNamed : Named
    {
        public string? Extra { get; set; }
    }

    private sealed class Bag
    {
        public int[] Amounts { get; set; } = [];

        public int Limit { get; set; }

        public HashSet<int> Set { get; set; } = [];

        public Dictionary<int, int> Map { get; set; } = [];

        public System.Collections.Immutable.ImmutableArray<int> Immutable { get; set; } = [];
    }

    private sealed class NodeRules : EntityRules<Node>
    {
        public NodeRules()
        {
            For(x => x.Name).Required();
            For(x => x.Next).Using(this);
            ForEach(x => x.Children).Using(this);
        }
    }

    private sealed class TwinRules : EntityRules<Node>
    {
        public TwinRules()
        {
            For(x => x.Name).Required();
            For(x => x.Next).Using(new Other(this));
        }

        private sealed class Other : EntityRules<Node>
        {
            public Other(TwinRules twin)
            {
                For(x => x.Children).Must(children => children.Count > 0, "children");
                For(x => x.Next).Using(twin);
            }
        }
    }
}

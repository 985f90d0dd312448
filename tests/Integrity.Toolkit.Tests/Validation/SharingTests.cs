using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>One rule set on many threads, and its cost.</summary>
public sealed class SharingTests
{
    [Fact]
    public void Sixty_four_threads_find_the_same_violations()
    {
        var customers = Enumerable.Range(0, 512).Select(Make).ToArray();
        var alone = new CustomerRules();
        var expected = customers.Select(customer => Text(alone.Validate(customer))).ToArray();
        var shared = new CustomerRules();
        var found = new string[64][];
        using var start = new Barrier(64);

        var threads = Enumerable.Range(0, 64).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            found[number] = [.. customers.Select(customer => Text(shared.Validate(customer)))];
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(found, texts => Assert.Equal(expected, texts));
        Assert.Equal(32, expected.Distinct().Count());
    }

    [Fact]
    public void Circular_rule_sets_can_be_used_first_by_many_threads_at_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var first = new CircleRules();
            using var start = new Barrier(8);

            var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                _ = number % 2 == 0 ? first.IsValid(new()) : first.Other.IsValid(new());
            })).ToList();
            threads.ForEach(thread => thread.Start());

            Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromMinutes(5))));
        }
    }

    [Fact]
    public void Validating_valid_nested_objects_allocates_nothing()
    {
        var rules = new InlineRules<Order>(r =>
        {
            r.For(x => x.Address).Required().Using(new InlineRules<Address>(a => a.For(x => x.City).Required().MaxLength(50)));
            r.ForEach(x => x.OrderLines).Using(new InlineRules<OrderLine>(l => l.For(x => x.Quantity).AtLeast(1)));
            r.When(x => x.Address != null, () => r.For(x => x.Address).Must(address => address.Zip != null, "address"));
            r.Rule(x => x.OrderLines!.Count > 0, "order.lines");
            r.For(x => x.Total).Using(new InlineRules<Money>(m => m.For(x => x.Amount).AtLeast(0)));
        });
        var order = new Order { Address = new("Graz"), OrderLines = [new(1), new(2), new(3)] };

        Assert.Equal(0, Allocated(() => rules.IsValid(order) && rules.Validate(order).IsValid));
    }

    [Fact]
    public void Validating_a_valid_tracked_entity_allocates_nothing()
    {
        var rules = new CustomerRules();
        var customer = new Customer();
        var outcome = new RuleOutcome();
        var subject = new Quiet();

        Assert.Equal(0, Allocated(() =>
        {
            rules.Check(customer, subject, Subject.Update, outcome);
            return outcome.Violations.Count == 0;
        }));
    }

    private static long Allocated(Func<bool> work)
    {
        Assert.True(work());
        Assert.True(work());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = work();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Customer Make(int number) => new()
    {
        Name = (number & 1) == 0 ? "Ada" : " ",
        Email = (number & 2) == 0 ? null : "ada",
        Age = (number & 4) == 0 ? 36 : 3,
        Status = (number & 8) == 0 ? CustomerStatus.Active : CustomerStatus.Closed,
        Discount = (number & 16) == 0 ? 0.1m : 2m,
    };

    private static string Text(ValidationReport report) => report.ToString();

    private sealed class Quiet : IRuleSubject
    {
        public string Name => "Customer";

        public IReadOnlyList<object?> Key => throw new InvalidOperationException("Nothing was refused.");

        public bool IsModified(RuleMember member) => true;
    }

    private sealed class CircleRules : EntityRules<Node>
    {
        public CircleRules()
        {
            Other = new OtherRules(this);
            For(x => x.Next).Using(Other);
        }

        public OtherRules Other { get; }

        public sealed class OtherRules : EntityRules<Node>
        {
            public OtherRules(CircleRules circle) => For(x => x.Next).Using(circle);
        }
    }
}

using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class ValidateTests
{
    private static readonly CustomerRules Rules = new();

    [Fact]
    public void A_valid_entity_returns_the_shared_empty_report()
    {
        var report = Rules.Validate(new Customer());

        Assert.Same(ValidationReport.Valid, report);
        Assert.True(report.IsValid);
        Assert.Empty(report.Violations);
    }

    [Fact]
    public void Every_violation_is_reported_with_its_code_and_path()
    {
        var customer = new Customer { Name = " ", Email = "ada", Age = 17, Status = CustomerStatus.Closed, Discount = 0.5m };

        var report = Rules.Validate(customer);

        Assert.False(report.IsValid);
        Assert.Equal(
            ["Name required", "Email email", "Age range", "Status choice", "Discount range"],
            report.Violations.Select(violation => $"{violation.Path} {violation.Code}"));
        Assert.All(report.Violations, violation => Assert.Equal("Customer", violation.Entity));
        Assert.All(report.Violations, violation => Assert.StartsWith($"Customer.{violation.Path} ", violation.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Validating_a_valid_entity_allocates_nothing()
    {
        var customer = new Customer();
        Measure(customer);

        var bytes = Measure(customer);

        Assert.Equal(0, bytes);

        static long Measure(Customer customer)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                _ = Rules.Validate(customer).IsValid && Rules.IsValid(customer) && Rules.IsValid(customer, "Email");
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

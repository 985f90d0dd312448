using Integrity.Toolkit.Tests.Validation.Desk;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation;

public sealed class ValidateTests
{
    private static readonly CustomerRules Rules = new();

    [Fact]
    public void A_valid_entity_has_the_report_in_which_nothing_was_found()
    {
        var report = Rules.Validate(new Customer());

        Assert.Same(ValidationReport.Valid, report);
        Assert.True(report.IsValid);
        Assert.Empty(report.Violations);
    }

    [Fact]
    public void Every_member_that_fails_is_reported_with_its_code_and_its_place()
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
    public void A_valid_entity_costs_no_memory()
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

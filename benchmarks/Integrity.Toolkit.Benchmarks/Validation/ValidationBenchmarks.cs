using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Integrity.Toolkit.Benchmarks.Validation;

/// <summary>
/// Six rules on five fields: a customer who meets them all, and one who breaks one with each field (an error ends the rules of
/// its field, in both libraries). FluentValidation is the baseline, and writes its messages at once; ours are written when
/// they are read, so one benchmark reads them.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ValidationBenchmarks
{
    private const int Calls = 1_000;

    private readonly Customer _valid = Customer.Valid();
    private readonly Customer _invalid = Customer.Invalid();
    private readonly CustomerRules _rules = new();
    private readonly CustomerValidator _validator = new();

    [GlobalSetup]
    public void SameErrors()
    {
        Expect(0, _valid);
        Expect(5, _invalid);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    [BenchmarkCategory("Valid")]
    public int FluentValidation() => Fluent(_valid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("Valid")]
    public int ByHand() => Hand(_valid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("Valid")]
    public int Validate() => Ours(_valid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("Valid")]
    public int IsValid()
    {
        var valid = 0;
        for (var i = 0; i < Calls; i++)
        {
            valid += _rules.IsValid(_valid) ? 1 : 0;
        }

        return valid;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("Valid")]
    public int OneMember()
    {
        var valid = 0;
        for (var i = 0; i < Calls; i++)
        {
            valid += _rules.IsValid(_valid, nameof(Customer.Email)) ? 1 : 0;
        }

        return valid;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    [BenchmarkCategory("All failing")]
    public int FluentValidationFailing() => Fluent(_invalid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("All failing")]
    public int ByHandFailing() => Hand(_invalid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("All failing")]
    public int ValidateFailing() => Ours(_invalid);

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("All failing")]
    public int ValidateFailingAndReadMessages()
    {
        var letters = 0;
        for (var i = 0; i < Calls; i++)
        {
            foreach (var violation in _rules.Validate(_invalid).Violations)
            {
                letters += violation.Message.Length;
            }
        }

        return letters;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    [BenchmarkCategory("All failing")]
    public int IsValidFailing()
    {
        var valid = 0;
        for (var i = 0; i < Calls; i++)
        {
            valid += _rules.IsValid(_invalid) ? 1 : 0;
        }

        return valid;
    }

    private int Fluent(Customer customer)
    {
        var errors = 0;
        for (var i = 0; i < Calls; i++)
        {
            errors += _validator.Validate(customer).Errors.Count;
        }

        return errors;
    }

    private static int Hand(Customer customer)
    {
        var errors = 0;
        for (var i = 0; i < Calls; i++)
        {
            errors += HandWritten.Validate(customer).Count;
        }

        return errors;
    }

    private int Ours(Customer customer)
    {
        var errors = 0;
        for (var i = 0; i < Calls; i++)
        {
            errors += _rules.Validate(customer).Violations.Count;
        }

        return errors;
    }

    private void Expect(int errors, Customer customer)
    {
        var found = (
            _validator.Validate(customer).Errors.Count,
            HandWritten.Validate(customer).Count,
            _rules.Validate(customer).Violations.Count);
        if (found != (errors, errors, errors) || _rules.IsValid(customer) != (errors == 0))
        {
            throw new InvalidOperationException($"{errors} errors were expected, and {found} were found.");
        }
    }
}

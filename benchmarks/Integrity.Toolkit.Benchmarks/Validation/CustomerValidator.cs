using FluentValidation;

namespace Integrity.Toolkit.Benchmarks.Validation;

/// <summary>The same rules in FluentValidation, with its quickest ways of saying them.</summary>
public sealed class CustomerValidator : AbstractValidator<Customer>
{
    public CustomerValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(x => x.Name).NotEmpty().MaximumLength(50);
        RuleFor(x => x.Email).EmailAddress();
        RuleFor(x => x.Age).InclusiveBetween(18, 120);
        RuleFor(x => x.Status).IsInEnum();
        RuleFor(x => x.Discount).InclusiveBetween(0m, 0.4m);
    }
}

using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>Six rules on five fields, for the performance guarantee.</summary>
public sealed class CustomerRules : EntityRules<Customer>
{
    public CustomerRules()
    {
        For(x => x.Name).Required().MaxLength(20);
        For(x => x.Email).Email();
        For(x => x.Age).Between(18, 120);
        For(x => x.Status).OneOf(CustomerStatus.Active, CustomerStatus.Paused);
        For(x => x.Discount).Between(0m, 0.4m);
    }
}

using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Benchmarks.Validation;

public sealed class CustomerRules : EntityRules<Customer>
{
    public CustomerRules()
    {
        For(x => x.Name).Required().MaxLength(50);
        For(x => x.Email).Email();
        For(x => x.Age).Between(18, 120);
        For(x => x.Status).Defined();
        For(x => x.Discount).Between(0m, 0.4m);
    }
}

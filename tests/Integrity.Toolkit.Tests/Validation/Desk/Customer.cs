namespace Integrity.Toolkit.Tests.Validation.Desk;

public sealed class Customer
{
    public string Name { get; set; } = "Ada";

    public string? Email { get; set; } = "ada@example.org";

    public int Age { get; set; } = 36;

    public CustomerStatus Status { get; set; } = CustomerStatus.Active;

    public decimal Discount { get; set; } = 0.1m;
}

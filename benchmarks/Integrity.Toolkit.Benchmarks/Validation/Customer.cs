namespace Integrity.Toolkit.Benchmarks.Validation;

/// <summary>Five fields, which six rules are about.</summary>
public sealed class Customer
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public int Age { get; set; }

    public CustomerStatus Status { get; set; }

    public decimal Discount { get; set; }

    public static Customer Valid() => new()
    {
        Name = "Ada Lovelace",
        Email = "ada@example.org",
        Age = 36,
        Status = CustomerStatus.Active,
        Discount = 0.1m,
    };

    /// <summary>Breaks a rule with every field.</summary>
    public static Customer Invalid() => new()
    {
        Name = "The name of this customer is longer than any name may be",
        Email = "ada.example.org",
        Age = 17,
        Status = (CustomerStatus)7,
        Discount = 0.5m,
    };
}

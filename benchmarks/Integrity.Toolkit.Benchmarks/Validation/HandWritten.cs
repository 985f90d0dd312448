namespace Integrity.Toolkit.Benchmarks.Validation;

/// <summary>The same rules as somebody writes them who wants nothing but speed: codes in a list, no messages.</summary>
public static class HandWritten
{
    private static readonly List<(string Member, string Code)> Nothing = [];

    public static List<(string Member, string Code)> Validate(Customer customer)
    {
        List<(string, string)>? errors = null;
        if (string.IsNullOrWhiteSpace(customer.Name))
        {
            (errors ??= []).Add(("Name", "required"));
        }
        else if (customer.Name.Length > 50)
        {
            (errors ??= []).Add(("Name", "length.max"));
        }

        if (customer.Email is not null && !IsEmail(customer.Email))
        {
            (errors ??= []).Add(("Email", "email"));
        }

        if (customer.Age is < 18 or > 120)
        {
            (errors ??= []).Add(("Age", "range"));
        }

        if (customer.Status is not (CustomerStatus.Active or CustomerStatus.Paused or CustomerStatus.Closed))
        {
            (errors ??= []).Add(("Status", "choice"));
        }

        if (customer.Discount is < 0m or > 0.4m)
        {
            (errors ??= []).Add(("Discount", "range"));
        }

        return errors ?? Nothing;
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);

        return at > 0 && at < text.Length - 1 && text.LastIndexOf('@') == at;
    }
}

namespace Casework.Tickets;

/// <summary>Who opens tickets, works on them, or is responsible for those who do.</summary>
public sealed class Person
{
    /// <summary>The sign-in name; the identifier that the toolkit records for what the person does.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    /// <summary>One of <see cref="DeskRole"/>.</summary>
    public required string Role { get; set; }

    /// <summary>A customer's organisation; those of the desk have none.</summary>
    public int? OrganizationId { get; set; }

    /// <summary>How many tickets the desk has work with are the person's; counted by the toolkit.</summary>
    public int Workload { get; set; }
}

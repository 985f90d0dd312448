namespace Casework.Tickets;

/// <summary>A customer, an agent or a manager.</summary>
public sealed class Person
{
    /// <summary>The sign-in name, which the toolkit records as the actor.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    /// <summary>One of <see cref="DeskRole"/>.</summary>
    public required string Role { get; set; }

    /// <summary>The organization of a customer; null for people of the desk.</summary>
    public int? OrganizationId { get; set; }

    /// <summary>The number of active tickets that are assigned to the person, maintained by the toolkit.</summary>
    public int Workload { get; set; }
}

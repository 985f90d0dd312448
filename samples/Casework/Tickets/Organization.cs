namespace Casework.Tickets;

/// <summary>An organization, within which tickets are numbered.</summary>
public sealed class Organization
{
    public int Id { get; set; }

    public required string Name { get; set; }
}

namespace Casework.Tickets;

/// <summary>Whose tickets are numbered together.</summary>
public sealed class Organization
{
    public int Id { get; set; }

    public required string Name { get; set; }
}

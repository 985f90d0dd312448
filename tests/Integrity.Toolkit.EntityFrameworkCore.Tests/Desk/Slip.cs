namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An entity with a nullable text state.</summary>
public sealed class Slip
{
    public int Id { get; set; }

    public string? State { get; set; }
}

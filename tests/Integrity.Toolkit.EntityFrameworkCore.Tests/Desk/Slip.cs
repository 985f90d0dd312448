namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Has a state that is a text, and may be missing.</summary>
public sealed class Slip
{
    public int Id { get; set; }

    public string? State { get; set; }
}

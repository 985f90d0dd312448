namespace Integrity.Toolkit.Tests.Machines;

public class Ticket
{
    public string Status { get; set; } = "new";

    public string? Owner { get; set; }

    public int Priority { get; set; }
}

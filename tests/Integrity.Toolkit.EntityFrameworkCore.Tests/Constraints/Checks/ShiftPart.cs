namespace Integrity.Toolkit.Tests.Constraints.Checks;

public sealed class ShiftPart
{
    public int Count { get; set; }
}

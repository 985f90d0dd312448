namespace Integrity.Toolkit.Tests.Constraints.Checks;

public sealed class NightShift : Shift
{
    public int Bonus { get; set; }
}

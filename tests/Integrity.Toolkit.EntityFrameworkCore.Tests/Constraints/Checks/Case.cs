namespace Integrity.Toolkit.Tests.Constraints.Checks;

public sealed class Case
{
    public int Id { get; set; }
}

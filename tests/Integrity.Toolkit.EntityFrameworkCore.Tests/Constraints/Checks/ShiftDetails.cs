namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>An entity that may share the table of its shift.</summary>
public sealed class ShiftDetails
{
    public int Id { get; set; }

    public string Place { get; set; } = "";
}

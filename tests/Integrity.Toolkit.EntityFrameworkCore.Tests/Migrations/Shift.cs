namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A period, of which a person may have only one at a time.</summary>
public class Shift
{
    public int Id { get; set; }

    public string Person { get; set; } = "";

    public int Begin { get; set; }

    public int? End { get; set; }
}

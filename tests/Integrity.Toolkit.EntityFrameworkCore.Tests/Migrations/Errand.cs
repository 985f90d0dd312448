namespace Integrity.Toolkit.Tests.Migrations;

public sealed class Errand
{
    public int Id { get; set; }

    public string Status { get; set; } = "new";
}

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A part of a paper's row.</summary>
public class PaperCover
{
    public int Id { get; set; }

    public string Colour { get; set; } = "white";
}

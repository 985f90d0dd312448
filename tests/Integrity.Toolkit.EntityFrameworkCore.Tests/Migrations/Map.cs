namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A kind of paper, in a table of its own if a model declares it.</summary>
public class Map : Paper
{
    public int Scale { get; set; }
}

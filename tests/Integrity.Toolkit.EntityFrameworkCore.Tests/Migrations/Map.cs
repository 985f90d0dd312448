namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A kind of paper, in a table of its own where a model says so.</summary>
public class Map : Paper
{
    public int Scale { get; set; }
}

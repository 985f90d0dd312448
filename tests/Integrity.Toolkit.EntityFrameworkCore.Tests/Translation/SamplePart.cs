namespace Integrity.Toolkit.Tests.Translation;

/// <summary>An owned object in the table of its owner.</summary>
public sealed class SamplePart
{
    public int Size { get; set; }

    public string? Label { get; set; }
}

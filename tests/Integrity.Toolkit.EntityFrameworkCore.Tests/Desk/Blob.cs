namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An entity with a binary key.</summary>
public sealed class Blob
{
    public byte[] Hash { get; set; } = [];

    public Geo Place { get; set; } = new();

    public List<Label> Labels { get; set; } = [];
}

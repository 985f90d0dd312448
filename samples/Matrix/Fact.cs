namespace Matrix;

/// <summary>A fact about a case, which is append-only.</summary>
internal sealed class Fact
{
    public int Id { get; set; }

    public string Value { get; set; } = "";
}

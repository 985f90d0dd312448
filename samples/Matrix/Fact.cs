namespace Matrix;

/// <summary>What was found out about a case. It stays as it was written.</summary>
internal sealed class Fact
{
    public int Id { get; set; }

    public string Value { get; set; } = "";
}

using System.Text.Json.Serialization;

namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>Nested objects, three levels deep.</summary>
public sealed class Order
{
    public Address? Address { get; set; }

    public List<OrderLine?>? OrderLines { get; set; }

    public IEnumerable<string?>? Tags { get; set; }

    public Money Total { get; set; }

    public Money? Rebate { get; set; }
}

public sealed record Address(string? City, string? Zip = "1");

public sealed record OrderLine(int Quantity, params Note[] Notes);

public sealed class Note
{
    [JsonPropertyName("the_text")]
    public string? Text { get; set; }
}

public readonly record struct Money(decimal Amount, string? Currency);

public class Node
{
    public string? Name { get; set; }

    public Node? Next { get; set; }

    public List<Node> Children { get; } = [];
}

public sealed class SpecialNode : Node
{
    public int Weight { get; set; }
}

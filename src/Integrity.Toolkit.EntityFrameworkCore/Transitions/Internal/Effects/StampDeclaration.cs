namespace Integrity.Toolkit.Transitions;

/// <summary>A property that keeps the time at which states are entered.</summary>
internal sealed record StampDeclaration(
    string Property,
    IReadOnlyList<object> On,
    IReadOnlyList<object> ClearedOn,
    bool KeepsFirst);

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A property with the time at which states are entered.</summary>
internal sealed record TimestampDeclaration(
    string Property,
    IReadOnlyList<object> On,
    IReadOnlyList<object> ClearedOn,
    bool KeepsFirst);

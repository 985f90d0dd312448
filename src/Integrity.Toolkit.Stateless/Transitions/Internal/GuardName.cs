namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The description of a condition, or the stand-in for one that has none.</summary>
internal readonly record struct GuardName(string Text, bool IsNamed);

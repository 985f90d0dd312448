namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A counter of another entity, which counts the rows that refer to it and are in certain states.</summary>
internal sealed record CountDeclaration(string Reference, Type Principal, string Counter, IReadOnlyList<object> States);

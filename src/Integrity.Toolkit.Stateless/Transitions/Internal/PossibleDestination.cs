namespace Integrity.Toolkit.Transitions.Internal;

internal readonly record struct PossibleDestination(string State, string Criterion);

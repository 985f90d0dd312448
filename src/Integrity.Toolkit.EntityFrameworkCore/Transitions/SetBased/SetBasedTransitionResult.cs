namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells what a move of all rows of a query did.
/// </summary>
/// <param name="Matched">How many rows the query found: the sum of the others.</param>
/// <param name="Transitioned">How many were moved, each with a row in its history.</param>
/// <param name="Ignored">
/// How many had nothing to do: the table ignores the trigger in their state, or they are in the wished state already.
/// </param>
/// <param name="Skipped">How many may not be moved, and stay as they are.</param>
public readonly record struct SetBasedTransitionResult(int Matched, int Transitioned, int Ignored, int Skipped);

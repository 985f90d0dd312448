namespace Integrity.Toolkit.Storage;

/// <summary>
/// One case that a guard refuses.
/// </summary>
/// <param name="Refused">The condition, in terms of <c>OLD.</c> and <c>NEW.</c>: refused where it is true.</param>
/// <param name="Message">What a person at a terminal reads; no values.</param>
/// <param name="Constraint">Another constraint or index that the case breaks, or null.</param>
internal sealed record GuardCase(string Refused, string Message, string? Constraint = null);

namespace Integrity.Toolkit.Storage;

/// <summary>
/// One case that a trigger rejects.
/// </summary>
/// <param name="Rejected">The condition for rejection, in terms of <c>OLD.</c> and <c>NEW.</c>.</param>
/// <param name="Message">The message for database clients, without data values.</param>
/// <param name="Constraint">Another constraint or index that the case violates, or null.</param>
internal sealed record GuardCase(string Rejected, string Message, string? Constraint = null);

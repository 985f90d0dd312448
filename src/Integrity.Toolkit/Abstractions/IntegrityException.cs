namespace Integrity.Toolkit;

/// <summary>
/// The exception that is thrown when a change is rejected before any SQL is sent. Nothing has been written, and the tracked
/// entities are as they were before the call.
/// </summary>
/// <remarks>
/// Not derived from <c>DbUpdateException</c>, so that retry policies do not retry it.
/// </remarks>
public sealed class IntegrityException : Exception, IIntegrityError
{
    /// <summary>
    /// Creates the exception from all violations of a call.
    /// </summary>
    /// <param name="violations">The violations; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="violations"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="violations"/> is empty.</exception>
    public IntegrityException(IReadOnlyList<IntegrityViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (violations.Count == 0)
        {
            throw new ArgumentException("Specify at least one violation.", nameof(violations));
        }

        Violations = violations;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>Gets the messages of all violations, created each time the property is read.</summary>
    public override string Message => Violations.Count == 1
        ? Violations[0].Message
        : $"Rejected with {Violations.Count} violations; nothing was written."
            + string.Concat(Violations.Select(violation => $"{Environment.NewLine}- {violation.Message}"));
}

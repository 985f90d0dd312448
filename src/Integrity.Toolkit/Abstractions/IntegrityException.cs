namespace Integrity.Toolkit;

/// <summary>
/// Thrown when a change is refused before any SQL was sent. Nothing has been written and nothing is lost: the tracked
/// entities are as they were before the call.
/// </summary>
/// <remarks>
/// Not a <c>DbUpdateException</c>, so that retry policies leave it alone.
/// </remarks>
public sealed class IntegrityException : Exception, IIntegrityError
{
    /// <summary>
    /// Creates the exception from everything that was refused together.
    /// </summary>
    /// <param name="violations">What was refused; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="violations"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="violations"/> is empty.</exception>
    public IntegrityException(IReadOnlyList<IntegrityViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (violations.Count == 0)
        {
            throw new ArgumentException("A failure has at least one violation.", nameof(violations));
        }

        Violations = violations;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>Gets the messages of all violations, made when they are read.</summary>
    public override string Message => Violations.Count == 1
        ? Violations[0].Message
        : $"{Violations.Count} changes were refused; nothing was written."
            + string.Concat(Violations.Select(violation => $"{Environment.NewLine}- {violation.Message}"));
}

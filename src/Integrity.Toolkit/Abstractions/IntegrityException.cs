namespace Integrity.Toolkit;

/// <summary>
/// Thrown when a change is refused before any SQL was sent. Nothing has been written and nothing is lost: the tracked
/// entities are as they were before the call.
/// </summary>
/// <remarks>
/// Not a <c>DbUpdateException</c>, so that retry policies leave it alone.
/// </remarks>
public sealed class IntegrityException : Exception, IIntegrityFailure
{
    /// <summary>
    /// Creates the exception from everything that was refused together.
    /// </summary>
    /// <param name="refusals">What was refused; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="refusals"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="refusals"/> is empty.</exception>
    public IntegrityException(IReadOnlyList<Refusal> refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        if (refusals.Count == 0)
        {
            throw new ArgumentException("A failure has at least one refusal.", nameof(refusals));
        }

        Refusals = refusals;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Gets the messages of all refusals, made when they are read.</summary>
    public override string Message => Refusals.Count == 1
        ? Refusals[0].Message
        : $"{Refusals.Count} changes were refused; nothing was written."
            + string.Concat(Refusals.Select(refusal => $"{Environment.NewLine}- {refusal.Message}"));
}

namespace Casework.Tickets.Queries;

/// <summary>An event of a ticket.</summary>
/// <param name="At">The time.</param>
/// <param name="Who">The name of a person or program; <see langword="null"/> if unknown.</param>
/// <param name="Kind">The kind of event: <c>moved</c>, <c>commented</c>, <c>attached</c>, <c>deleted</c> and so on.</param>
/// <param name="What">The description.</param>
/// <param name="Why">The reason, if any.</param>
public sealed record TimelineEntry(DateTime At, string? Who, string Kind, string What, string? Why)
{
    /// <summary>Whether the transition table does not permit the transition.</summary>
    public bool OffTable { get; init; }
}

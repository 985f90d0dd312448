namespace Casework.Tickets.Queries;

/// <summary>Something that happened to a ticket.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The name of the person, or the identifier of a program; <see langword="null"/> for nobody known.</param>
/// <param name="Kind">What kind of thing: <c>moved</c>, <c>commented</c>, <c>attached</c>, <c>deleted</c> and so on.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="Why">The reason, where one was given.</param>
public sealed record TimelineEntry(DateTime At, string? Who, string Kind, string What, string? Why)
{
    /// <summary>Whether the move is one that the table does not permit.</summary>
    public bool OffTable { get; init; }
}

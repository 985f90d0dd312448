namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The states in which one deadline runs, and its length for each priority.</summary>
internal sealed record DeadlineStates(IReadOnlyList<object> States, IReadOnlyDictionary<object, TimeSpan> Spans, TimeSpan? Always)
{
    private static readonly Dictionary<object, TimeSpan> None = [];

    public static DeadlineStates For(IReadOnlyList<object> states, TimeSpan span)
        => new(states, None, Positive(span));

    /// <summary>Creates a deadline of states that depends on the priority.</summary>
    /// <exception cref="ArgumentException">A priority is null or specified twice, or a span is not positive.</exception>
    public static DeadlineStates For(IReadOnlyList<object> states, IEnumerable<(object? Priority, TimeSpan Span)> spans)
    {
        var known = new Dictionary<object, TimeSpan>();
        foreach (var (priority, span) in spans)
        {
            if (priority is null || !known.TryAdd(priority, Positive(span)))
            {
                throw new ArgumentException(
                    priority is null
                        ? "The priority of a deadline is null. Specify a priority."
                        : $"The priority {priority} has two deadlines. Remove one of them.",
                    nameof(spans));
            }
        }

        return new DeadlineStates(states, known, Always: null);
    }

    public TimeSpan? SpanOf(object? priority)
        => Always ?? (priority is not null && Spans.TryGetValue(priority, out var span) ? span : null);

    private static TimeSpan Positive(TimeSpan span)
        => span > TimeSpan.Zero
            ? span
            : throw new ArgumentException("The span of a deadline is not positive. Specify a positive time span.", nameof(span));
}

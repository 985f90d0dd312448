namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>States in which one deadline runs, and how long each priority has.</summary>
internal sealed record DeadlineStates(IReadOnlyList<object> States, IReadOnlyDictionary<object, TimeSpan> Spans, TimeSpan? Always)
{
    private static readonly Dictionary<object, TimeSpan> None = [];

    public static DeadlineStates For(IReadOnlyList<object> states, TimeSpan span)
        => new(states, None, Positive(span));

    /// <exception cref="ArgumentException">A priority is missing or named twice, or a span is not positive.</exception>
    public static DeadlineStates For(IReadOnlyList<object> states, IEnumerable<(object? Priority, TimeSpan Span)> spans)
    {
        var known = new Dictionary<object, TimeSpan>();
        foreach (var (priority, span) in spans)
        {
            if (priority is null || !known.TryAdd(priority, Positive(span)))
            {
                throw new ArgumentException(
                    priority is null ? "A deadline is for a priority, not for none." : $"The priority {priority} has two deadlines.",
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
            : throw new ArgumentException("A deadline lies in the future: give it a positive span.", nameof(span));
}

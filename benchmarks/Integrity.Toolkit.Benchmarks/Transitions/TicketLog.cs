using Integrity.Toolkit.Benchmarks.Desk;

namespace Integrity.Toolkit.Benchmarks.Transitions;

/// <summary>A help desk's log, made up: what happened to each ticket, by whom.</summary>
public static class TicketLog
{
    private static readonly TicketStatus[] All = Enum.GetValues<TicketStatus>();

    /// <summary>Traces of about six events; one event in twenty is not along the table, as in real logs.</summary>
    public static IReadOnlyList<Trace> Generate(int traces)
    {
        var random = new Random(20_260_101);
        var log = new List<Trace>(traces);
        for (var id = 1; id <= traces; id++)
        {
            var events = new List<LoggedEvent>();
            var status = TicketStatus.New;
            var length = random.Next(3, 10);
            while (events.Count < length)
            {
                status = Next(random, status);
                events.Add(new LoggedEvent(status, $"agent-{random.Next(40)}"));
            }

            log.Add(new Trace(id, events));
        }

        return log;
    }

    private static TicketStatus Next(Random random, TicketStatus from)
    {
        var next = TicketFlow.Table.Next(from);
        return next.Count > 0 && random.Next(20) > 0
            ? next[random.Next(next.Count)]
            : All[((int)from + random.Next(1, All.Length)) % All.Length];
    }
}

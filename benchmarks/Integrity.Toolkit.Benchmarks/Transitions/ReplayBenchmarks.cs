using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Benchmarks.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Transitions;

/// <summary>
/// A log of 2,000 tickets written to a file, 200 tickets to a save: through the toolkit, every event judged and recorded
/// in observe mode, and by plain EF Core that writes the same rows.
/// </summary>
[WarmupCount(10)]
public class ReplayBenchmarks
{
    private const int Batch = 200;

    private readonly IReadOnlyList<Trace> _log = TicketLog.Generate(2_000);
    private DeskDatabase _database = null!;

    [IterationSetup(Target = nameof(Bare))]
    public void CreateBare() => _database = DeskDatabase.InFile(observe: true).Create(toolkit: false);

    [IterationSetup(Target = nameof(Toolkit))]
    public void CreateToolkit() => _database = DeskDatabase.InFile(observe: true).Create(toolkit: true);

    [IterationCleanup]
    public void Check()
    {
        var tickets = _database.Run("SELECT COUNT(*) FROM \"Tickets\" WHERE \"Version\" = 1");
        var history = _database.Run($"SELECT COUNT(*) FROM \"{HandContext.HistoryTable}\"");
        _database.Dispose();
        var events = _log.Sum(trace => trace.Events.Count + 1);
        if (tickets != _log.Count || history != events)
        {
            throw new InvalidOperationException($"{tickets} tickets and {history} history rows were written, not {events}.");
        }
    }

    [Benchmark(Baseline = true)]
    public int Bare()
    {
        var rows = 0;
        foreach (var traces in _log.Chunk(Batch))
        {
            using var context = _database.Hand();
            foreach (var trace in traces)
            {
                var ticket = new HandTicket { Id = trace.Id, Version = 1, StatusSequence = 0 };
                context.Add(ticket);
                context.Add(Record(ticket, null, trace.Events[0].Agent));
                foreach (var logged in trace.Events)
                {
                    var from = ticket.Status;
                    ticket.Status = logged.Status;
                    ticket.StatusSequence++;
                    context.Add(Record(ticket, from, logged.Agent));
                }
            }

            rows += context.SaveChanges();
        }

        return rows;
    }

    [Benchmark]
    public int Toolkit()
    {
        var rows = 0;
        foreach (var traces in _log.Chunk(Batch))
        {
            using var context = _database.Toolkit();
            foreach (var trace in traces)
            {
                var entry = context.Add(new Ticket { Id = trace.Id });
                foreach (var logged in trace.Events)
                {
                    using (context.ActingAs(Actor.User(logged.Agent)))
                    {
                        entry.TransitionTo(logged.Status);
                    }
                }
            }

            rows += context.SaveChanges();
        }

        return rows;
    }

    private static HandHistory Record(HandTicket ticket, TicketStatus? from, string agent) => new()
    {
        TicketId = ticket.Id,
        Sequence = ticket.StatusSequence!.Value,
        FromState = from,
        ToState = ticket.Status,
        Origin = TransitionOrigin.Fired,
        OffTable = from is { } known && !TicketFlow.Table.Permits(known, ticket.Status),
        ActorKind = ActorKind.User,
        ActorId = agent,
        OccurredAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        TableHash = TicketFlow.Table.Hash,
    };
}

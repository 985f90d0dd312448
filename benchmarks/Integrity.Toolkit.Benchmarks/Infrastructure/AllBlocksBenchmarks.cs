using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Integrity.Toolkit.Benchmarks.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Infrastructure;

/// <summary>
/// 1,000 loaded tickets with soft delete, a version, a status, rules and empty hooks, against plain EF Core that writes the same columns and
/// the same history rows by hand.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[WarmupCount(40)]
public class AllBlocksBenchmarks
{
    public const int Tickets = 1_000;

    private DeskDatabase _database = null!;
    private HandContext _hand = null!;
    private ToolkitContext _toolkit = null!;
    private List<HandTicket> _handTickets = null!;
    private List<Ticket> _tickets = null!;

    [GlobalSetup(Targets = [nameof(BareUpdates), nameof(BareMoves), nameof(BareSoftDeletes)])]
    public void SetUpBare() => Seed(toolkit: false);

    [GlobalSetup(Targets = [nameof(ToolkitUpdates), nameof(ToolkitMoves), nameof(ToolkitSoftDeletes)])]
    public void SetUpToolkit() => Seed(toolkit: true);

    [IterationSetup(Targets = [nameof(BareUpdates), nameof(BareMoves), nameof(BareSoftDeletes)])]
    public void LoadBare()
    {
        Reset();
        _hand = _database.Hand();
        _handTickets = [.. _hand.Tickets];
    }

    [IterationSetup(Targets = [nameof(ToolkitUpdates), nameof(ToolkitMoves), nameof(ToolkitSoftDeletes)])]
    public void LoadToolkit()
    {
        Reset();
        _toolkit = _database.Toolkit();
        _tickets = [.. _toolkit.Tickets];
    }

    [IterationCleanup(Targets = [nameof(BareUpdates), nameof(ToolkitUpdates)])]
    public void CheckUpdates() => Check("\"Title\" = 'another title' AND \"Version\" = 2", 0);

    [IterationCleanup(Targets = [nameof(BareMoves), nameof(ToolkitMoves)])]
    public void CheckMoves() => Check("\"Status\" = 'Assigned' AND \"StatusSequence\" = 1 AND \"Version\" = 2", Tickets);

    [IterationCleanup(Targets = [nameof(BareSoftDeletes), nameof(ToolkitSoftDeletes)])]
    public void CheckSoftDeletes() => Check("\"DeletedAt\" IS NOT NULL AND \"DeletedBy\" = 'bench' AND \"Version\" = 2", 0);

    [GlobalCleanup]
    public void CleanUp() => _database.Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory("1,000 updates")]
    public int BareUpdates()
    {
        foreach (var ticket in _handTickets)
        {
            ticket.Title = "another title";
            ticket.Version++;
        }

        return _hand.SaveChanges();
    }

    [Benchmark, BenchmarkCategory("1,000 updates")]
    public int ToolkitUpdates()
    {
        foreach (var ticket in _tickets)
        {
            ticket.Title = "another title";
        }

        return _toolkit.SaveChanges();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("1,000 moves")]
    public int BareMoves()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var ticket in _handTickets)
        {
            _hand.Add(new HandHistory
            {
                TicketId = ticket.Id,
                Sequence = ticket.StatusSequence!.Value + 1,
                FromState = ticket.Status,
                ToState = TicketStatus.Assigned,
                Origin = TransitionOrigin.Assigned,
                ActorKind = ActorKind.System,
                ActorId = "bench",
                OccurredAt = now,
                TableHash = TicketFlow.Table.Hash,
            });
            ticket.Status = TicketStatus.Assigned;
            ticket.StatusSequence++;
            ticket.Version++;
        }

        return _hand.SaveChanges();
    }

    [Benchmark, BenchmarkCategory("1,000 moves")]
    public int ToolkitMoves()
    {
        using var acting = _toolkit.ActingAsSystem("bench");
        foreach (var ticket in _tickets)
        {
            ticket.Status = TicketStatus.Assigned;
        }

        return _toolkit.SaveChanges();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("1,000 soft deletes")]
    public int BareSoftDeletes()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var ticket in _handTickets)
        {
            ticket.DeletedAt = now;
            ticket.DeletedBy = "bench";
            ticket.DeletionReason = "measured";
            ticket.DeletionId = Guid.CreateVersion7();
            ticket.Version++;
        }

        return _hand.SaveChanges();
    }

    [Benchmark, BenchmarkCategory("1,000 soft deletes")]
    public int ToolkitSoftDeletes()
    {
        using var acting = _toolkit.ActingAsSystem("bench", reason: "measured");
        _toolkit.RemoveRange(_tickets);
        return _toolkit.SaveChanges();
    }

    private void Seed(bool toolkit)
    {
        _database = DeskDatabase.InMemory().Create(toolkit);
        _database.Run(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Tickets})
            INSERT INTO "Tickets" ("Id", "Title", "Priority", "Status", "StatusSequence", "Version")
            SELECT i, 'a title', 0, 'New', 0, 1 FROM n
            """);
    }

    private void Reset() => _database.Run(
        $"""
        DELETE FROM "{HandContext.HistoryTable}";
        UPDATE "Tickets" SET "Title" = 'a title', "Status" = 'New', "StatusSequence" = 0, "Version" = 1,
            "DeletedAt" = NULL, "DeletedBy" = NULL, "DeletionReason" = NULL, "DeletionId" = NULL
        """);

    private void Check(string condition, int history)
    {
        _hand?.Dispose();
        _toolkit?.Dispose();
        var rows = _database.Run($"SELECT COUNT(*) FROM \"Tickets\" WHERE {condition}");
        var records = _database.Run($"SELECT COUNT(*) FROM \"{HandContext.HistoryTable}\"");
        if (rows != Tickets || records != history)
        {
            throw new InvalidOperationException($"{rows} tickets were as expected, and there were {records} history rows.");
        }
    }
}

using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samples.Shared;
using Samples.Shared.Scratch;

namespace Replay;

/// <summary>Runs a replay: reads and learns, then plays and counts.</summary>
internal static class ReplayRun
{
    public static async Task<ReplayResult> RunAsync(
        ReplayOptions options,
        ReplayProgress progress,
        CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var survey = LogSurvey.Of(options, progress, cancellationToken);
        await using var place = ScratchDatabase.For(options.Database, ScratchUse.Replay);
        var (counts, rows, histories) = await PlayAsync(options, survey, place, progress, cancellationToken);
        place.Completed = true;
        return new ReplayResult(
            survey.Traces,
            survey.Learned,
            counts.Traces,
            counts.Events,
            counts.Initial,
            counts.Unchanged,
            counts.Accepted,
            counts.Refused,
            counts.Skipped,
            rows,
            survey.Table.States.Count,
            survey.Table.Transitions.Count,
            Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 3),
            place.Name,
            histories)
        {
            RefusedMoves = [.. counts.RefusedMoves],
            Diagram = survey.Table.ToMermaid(),
        };
    }

    private static async Task<(ReplayCounts Counts, long Rows, HistoryReport Histories)> PlayAsync(
        ReplayOptions options,
        LogSurvey survey,
        ScratchDatabase place,
        ReplayProgress progress,
        CancellationToken cancellationToken)
    {
        var clock = new PlaybackClock();
        await using var services = new ServiceCollection()
            .AddReplay(
                await place.PrepareAsync(cancellationToken),
                clock,
                transitions => _ = options.Enforce
                    ? transitions.WithTable(survey.Table).Enforce()
                    : transitions.WithTable(survey.Table).Observe(),
                options.Hold)
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReplayContext>();
        await place.CreateTablesAsync(db, cancellationToken);

        var replayer = Replayer.For(options.Hold, db, new EventPlayer(db, clock, options.Enforce));
        using (var log = new XesReader(options.Log, options.Lifecycle))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            while (log.Next() is { } trace)
            {
                if (survey.Played[trace.Index])
                {
                    await replayer.PlayAsync(trace, cancellationToken);
                    progress.Played(trace.Events.Count);
                }
            }

            await replayer.FinishAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var rows = await db.Database
            .SqlQueryRaw<long>($"""SELECT COUNT(*) AS "Value" FROM "{ReplayContext.HistoryTable}" """)
            .SingleAsync(cancellationToken);
        return (replayer.Counts, rows, await db.CheckHistoryAsync<ReplayTicket>(cancellationToken: cancellationToken));
    }
}

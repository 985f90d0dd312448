using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code about histories in the README of transitions, word for word, so that it compiles; HistoryReadmeTests runs it.
public static class HistoryGuide
{
    public static async Task<(string? Then, TimeSpan New, string? Why, int Closed)> AskAsync(
        DeskContext db, int id, DateTime lastMonday)
    {
        var history = db.HistoryOf<Ticket>(id);                     // loaded or not, deleted or not
        var rows = await history.Rows.ToListAsync();                // initial state first
        var then = await history.StateAtAsync(lastMonday);          // null before the first row
        var times = await history.TimeInStateAsync();               // up to now for the current state
        var closed = await history.LastEntryAsync("closed");        // who closed it, when, and why
        var count = await db.TransitionsOf<Ticket>().CountAsync(row => row.ToState == "closed");

        return (then, times[rows[0].ToState], closed?.Reason, count);
    }

    public static async Task<(HistoryReport Report, HistoryConformance Conformance)> CheckAsync(DeskContext db)
    {
        var report = await db.CheckHistoryAsync<Ticket>();               // gaps, rows that do not continue the previous one, wrong current states
        var conformance = await db.CheckConformanceAsync<Ticket>();      // transitions and initial states that the current table does not permit

        return (report, conformance);
    }

    public static async Task ForgetAsync(DeskContext db)
    {
        await db.RedactTransitionsAsync<Ticket>(row => row.ActorId == "u1", TransitionDetails.Actor);
    }

    public static async Task<long> AdoptAsync(DeskContext db)
    {
        var backfill = await db.BackfillTransitionsAsync<Ticket>();      // backfill.Inserted, backfill.Skipped
        return backfill.Inserted + backfill.Skipped;
    }
}

using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of transitions about shared history tables, word for word, so that it compiles;
// SharedHistoryReadmeTests runs it.
public sealed class Claim
{
    public int Id { get; set; }

    public string Status { get; set; } = "open";
}

public sealed class Contract
{
    public Guid Id { get; set; }

    public string Status { get; set; } = "draft";
}

public static class ClaimFlow
{
    public static readonly TransitionTable<string> Table = TransitionTable.Create<string>(
        "claim", t => t.Initial("open").Permit("open", "paid").Terminal("paid"));
}

public static class ContractFlow
{
    public static readonly TransitionTable<string> Table = TransitionTable.Create<string>(
        "contract", t => t.Initial("draft").Permit("draft", "signed").Terminal("signed"));
}

public sealed class LegalContext(DbContextOptions<LegalContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Claim>().HasTransitions(x => x.Status, ClaimFlow.Table).WithHistory(h => h.Shared());
        model.Entity<Contract>().HasTransitions(x => x.Status, ContractFlow.Table).WithHistory(h => h.Shared()).GuardInDatabase();
    }
}

public static class LegalDesk
{
    public static async Task<IReadOnlyList<string>> TodayAsync(LegalContext db, DateTime today)
    {
        var ada = await db.SharedTransitions()
            .Where(x => x.Record.ActorId == "ada" && x.Record.OccurredAt >= today)
            .Select(x => new { x.EntityType, x.EntityKey, x.Record.FromState, x.Record.ToState })
            .ToListAsync();

        return [.. ada.Select(row => $"{row.EntityType} {row.EntityKey} {row.FromState} {row.ToState}").Order(StringComparer.Ordinal)];
    }
}

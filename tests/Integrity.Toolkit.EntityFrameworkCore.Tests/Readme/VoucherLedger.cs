using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of transitions about required histories and set-based transitions, word for word, so that it compiles;
// LedgerReadmeTests runs it.
public sealed class Voucher
{
    public int Id { get; set; }

    public string Status { get; set; } = "open";

    public DateTime ExpiresAt { get; set; }
}

public static class VoucherFlow
{
    public static readonly TransitionTable<string, string> Table = TransitionTable.Create<string, string>("voucher", t =>
    {
        t.Initial("open");
        t.Configure("open").Permit("pay", "paid").Permit("expire", "expired");
        t.Terminal("paid", "expired");
    });
}

public sealed class VoucherContext(DbContextOptions<VoucherContext> options) : DbContext(options)
{
    public DbSet<Voucher> Vouchers => Set<Voucher>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Voucher>().HasTransitions(x => x.Status, VoucherFlow.Table).WithHistory(h => h.RequireInDatabase());
    }
}

public static class VoucherDesk
{
    public static async Task<SetBasedTransitionResult> ExpireAsync(VoucherContext db, DateTime now)
    {
        var result = await db.Vouchers.Where(x => x.ExpiresAt < now).ExecuteFireAsync(
            "expire",
            new SetBasedTransitionOptions { Reason = "past its date", ReasonCode = "sla", InvalidRows = InvalidRowBehavior.Skip });
        // result.Matched, result.Transitioned, result.Ignored, result.Skipped

        return result;
    }
}

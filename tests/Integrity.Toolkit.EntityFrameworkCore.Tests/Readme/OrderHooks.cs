using Integrity.Toolkit.Hooks;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of hooks. ReadmeTests compares the text, HooksReadmeTests runs it.
public interface IStamped
{
    DateTime ChangedAt { get; set; }
}

public sealed class Order : IStamped
{
    public int Id { get; set; }

    public string Status { get; set; } = "open";

    public decimal Total { get; set; }

    public DateTime ChangedAt { get; set; }

    public string? Slug { get; set; }
}

public sealed class OrderLog
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

public sealed class Mailer
{
    public List<string> Sent { get; } = [];

    public ValueTask SendAsync(IReadOnlyList<object?> key, EntityOperation operation)
    {
        Sent.Add($"{operation} {key[0]}");
        return default;
    }
}

[RunAfter<StampHooks>]
public sealed class OrderHooks(Mailer mailer) : EntityHooks<Order>
{
    public override void BeforeCreate(EntityChange<Order> change)
        => change.Context.Add(new OrderLog { Text = $"ordered by {change.Actor.Id}" });     // in the same save

    [WhenChanged(nameof(Order.Total))]
    public override void BeforeUpdate(EntityChange<Order> change)
    {
        if (change.Original(x => x.Status) == "paid")
        {
            change.Reject(x => x.Total, "order.paid", "A paid order keeps its total. Credit it instead.");
        }
    }

    public override ValueTask AfterCommitAsync(CommittedChange<Order> change)
        => mailer.SendAsync(change.Key, change.Operation);      // the transaction is committed
}

public sealed class StampHooks : EntityHooks<IStamped>
{
    public override void BeforeSave(EntityChange<IStamped> change) => change.Entity.ChangedAt = change.Now;
}

public sealed class SlugHooks : EntityHooks<Order>
{
    public override void BeforeCreate(EntityChange<Order> change) => change.Entity.Slug ??= Guid.NewGuid().ToString("N");
}

public sealed class OrderContext(DbContextOptions<OrderContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<OrderLog>();
        model.Entity<Order>().HasHooks<SlugHooks>();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
        => configuration.Properties<decimal>().HavePrecision(18, 2);
}

public static class OrderDesk
{
    public static void RegisterAssembly(DbContextOptionsBuilder o)
    {
        o.UseIntegrity().UseHooks(h => h.AddFromAssembly(typeof(OrderHooks).Assembly));
    }

    public static void Configure(DbContextOptionsBuilder o)
    {
        o.UseHooks(h => h.Add<OrderHooks>().Add<StampHooks>());
    }

    public static async Task ImportAsync(OrderContext db)
    {
        using (db.SuppressHooks<OrderHooks>())      // or db.SuppressHooks() for all hooks
        {
            await db.SaveChangesAsync();
        }
    }

    public static string Explain(OrderContext db)
    {
        string plan = db.DescribeHooks<Order>();
        return plan;
    }
}

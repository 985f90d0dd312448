using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>
/// Types that share one history table: with every kind of key, and a status that is a number, a text, or a code.
/// </summary>
internal static class SharedHistoryModel
{
    public const string Table = SharedHistoryTable.DefaultTable;

    public static readonly TransitionTable<TicketStatus, TicketTrigger> Flow = TransitionTable.Create<TicketStatus, TicketTrigger>("box", t =>
    {
        t.Initial(New);
        t.Configure(New).Permit(Open, Opened);
        t.Configure(Opened).Permit(Resolve, Resolved).Permit(Close, Closed);
        t.Configure(Resolved).Permit(Close, Closed);
        t.Terminal(Closed);
    });

    /// <summary>A table with texts as states.</summary>
    public static readonly TransitionTable<string, string> Words = TransitionTable.Create<string, string>("jar", t =>
    {
        t.Initial("Empty");
        t.Configure("Empty").Permit("fill", "Opened");
        t.Configure("Opened").Permit("close", "Shut");
        t.Terminal("Shut");
    });

    public static readonly DeskModel Model = Of();

    public static readonly DeskModel Guarded = Of(guarded: true);

    public static DeskModel Of(bool guarded = false, Action<ModelBuilder>? more = null) => DeskModel.Only(model =>
    {
        Box<int>(model, guarded);
        Box<long>(model, false);
        Box<short>(model, false);
        Box<byte>(model, false);
        Box<Guid>(model, guarded);
        Box<string>(model, false);
        model.Entity<Jar>().HasTransitions(x => x.State, Words).WithHistory(h => h.Shared());
        more?.Invoke(model);
    });

    /// <summary>Saves a box in a state.</summary>
    public static async Task<Box<TKey>> BoxAsync<TKey>(this TestApplication app, TKey id, bool opened = true)
    {
        await using var db = app.Open();
        var box = db.Add(new Box<TKey> { Id = id }).Entity;
        await db.SaveChangesAsync();
        if (opened)
        {
            db.Entry(box).Fire(Open, "asked for");
            await db.SaveChangesAsync();
        }

        app.Sql.Commands.Clear();
        return box;
    }

    private static void Box<TKey>(ModelBuilder model, bool guarded) => model.Entity<Box<TKey>>(box =>
    {
        box.ToTable($"Boxes{typeof(TKey).Name}");
        box.Property(x => x.Id).ValueGeneratedNever();
        var transitions = box.HasTransitions(x => x.Status, Flow).WithHistory(h => h.Shared(entityName: $"Box{typeof(TKey).Name}"));
        _ = guarded ? transitions.GuardInDatabase() : transitions;
    });
}

public sealed class Box<TKey>
{
    public TKey Id { get; set; } = default!;

    public int Owner { get; set; }

    public TicketStatus Status { get; set; }
}

public sealed class Jar
{
    public int Id { get; set; }

    public string State { get; set; } = "Empty";
}

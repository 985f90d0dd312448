using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Readme.ErrandPriority;
using static Integrity.Toolkit.Tests.Readme.ErrandStatus;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of transitions about timestamps, deadlines and counters, word for word, so that it compiles; EffectsReadmeTests runs it.
public enum ErrandStatus
{
    New,
    Open,
    Waiting,
    Done,
}

public enum ErrandPriority
{
    Normal,
    High,
}

public sealed class Errand
{
    public int Id { get; set; }

    public ErrandStatus Status { get; set; }

    public ErrandPriority Priority { get; set; }

    public int? RunnerId { get; set; }

    public DateTime? DoneAt { get; set; }

    public DateTime? DueAt { get; set; }
}

public sealed class Runner
{
    public int Id { get; set; }

    public int Workload { get; set; }

    public List<Errand> Errands { get; set; } = [];
}

public static class ErrandFlow
{
    public static readonly TransitionTable<ErrandStatus> Table = TransitionTable.Create<ErrandStatus>("errand", t => t
        .Initial(New)
        .Permit(New, Open)
        .Permit(Open, Waiting)
        .Permit(Waiting, Open)
        .Permit(Open, Done)
        .Permit(Done, Open));
}

public sealed class ErrandContext(DbContextOptions<ErrandContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Runner>().HasMany(x => x.Errands).WithOne().HasForeignKey(x => x.RunnerId);
        model.Entity<Errand>().HasTransitions(x => x.Status, ErrandFlow.Table)
            .WithTimestamp(x => x.DoneAt, on: [Done], clearedOn: [Open])
            .WithDeadline(x => x.DueAt, x => x.Priority, deadline => deadline
                .In([Open, Waiting], (High, TimeSpan.FromHours(4)), (Normal, TimeSpan.FromDays(1))))
            .WithCounter(x => x.RunnerId, (Runner runner) => runner.Workload, whileIn: [Open, Waiting]);
    }
}

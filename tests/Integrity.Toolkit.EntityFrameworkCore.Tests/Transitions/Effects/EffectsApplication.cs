using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>An application with workers and jobs, and all effects.</summary>
public static class EffectsApplication
{
    public static readonly TransitionTable<JobStatus, JobTrigger> Table = TransitionTable.Create<JobStatus, JobTrigger>("job", t =>
    {
        t.Initial(New, Open);
        t.Configure(New).Permit(Start, Open);
        t.Configure(Open).Permit(Wait, Waiting).Permit(Finish, Done).PermitReentry(Assign);
        t.Configure(Waiting).Permit(Continue, Open).PermitReentry(Assign);
        t.Configure(Done).Permit(Reopen, Open);
        t.FromAny().Permit(Cancel, Cancelled);
        t.Terminal(Cancelled);
    });

    public static readonly DeskModel Model = With(_ => { });

    public static DeskModel With(Action<ModelBuilder> more) => DeskModel.Only(model =>
    {
        model.Entity<Worker>(worker =>
        {
            worker.HasVersion();
            worker.HasSoftDelete();
            worker.HasCounter(x => x.Workload, "worker.workload").WithMinimum(0).WithMaximum(x => x.Capacity);
        });
        model.Entity<Job>(job =>
        {
            job.HasSoftDelete();
            job.HasOne(x => x.Worker).WithMany(x => x.Jobs).HasForeignKey(x => x.WorkerId).OnDelete(DeleteBehavior.SetNull);
            job.Property(x => x.Status).HasConversion<string>();
            job.HasTransitions(x => x.Status, Table)
                .WithHistory(h => h.AllowCascadeDelete())
                .WithTimestamp(x => x.OpenedAt, on: [Open])
                .WithTimestamp(x => x.FirstOpenedAt, on: [Open], keepsFirst: true)
                .WithTimestamp(x => x.DoneAt, on: [Done], clearedOn: [Open])
                .WithDeadline(x => x.DueAt, x => x.Priority, deadline => deadline
                    .In(New, (JobPriority.High, TimeSpan.FromHours(1)))
                    .In([Open, Waiting], (JobPriority.High, TimeSpan.FromHours(4)), (JobPriority.Normal, TimeSpan.FromHours(24))))
                .WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: [Open, Waiting]);
        });
        more(model);
    });

    public static Task<TestApplication> CreateAsync(
        Database database,
        DeskModel? model = null,
        Action<DbContextOptionsBuilder>? options = null,
        Action<DbContextOptionsBuilder>? blocks = null)
        => TestApplication.CreateAsync(
            database,
            model ?? Model,
            options,
            blocks: blocks ?? (all => all.UseTransitions().UseSoftDelete().UseVersioning().UseConstraints()));

    public static async Task<int> WorkerAsync(this TestApplication app, int? capacity = null)
        => (await app.SaveAsync(new Worker { Capacity = capacity })).Id;

    /// <summary>Saves a job in its initial state.</summary>
    public static async Task<Job> JobAsync(
        this TestApplication app, int? worker = null, JobStatus status = Open, JobPriority priority = JobPriority.Normal)
        => await app.SaveAsync(new Job { WorkerId = worker, Status = status, Priority = priority });

    /// <summary>Reads the current row in a separate context.</summary>
    public static async Task<Job> RowAsync(this TestApplication app, Job job)
    {
        await using var db = app.Open();
        return await db.Set<Job>().IgnoreQueryFilters().AsNoTracking().SingleAsync(row => row.Id == job.Id);
    }

    /// <summary>Returns the counters, ordered by key. Fails if a counter differs from its count.</summary>
    public static async Task<List<int>> WorkloadsAsync(this TestApplication app)
    {
        await using var db = app.Open();
        var workers = await db.Set<Worker>().IgnoreQueryFilters().AsNoTracking().OrderBy(worker => worker.Id).ToListAsync();
        var jobs = await db.Set<Job>().AsNoTracking().Where(job => job.Status == Open || job.Status == Waiting).ToListAsync();
        Assert.Equal(workers.Select(worker => jobs.Count(job => job.WorkerId == worker.Id)), workers.Select(worker => worker.Workload));
        return [.. workers.Select(worker => worker.Workload)];
    }
}

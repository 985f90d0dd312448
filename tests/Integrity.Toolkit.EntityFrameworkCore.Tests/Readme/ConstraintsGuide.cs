using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of constraints, word for word, so that it compiles; ConstraintsReadmeTests runs it.
public sealed class Job
{
    public static readonly TransitionTable<string> Flow = TransitionTable.Create<string>("job", t => t
        .Initial("new").Permit("new", "running").Permit("running", "done").Terminal("done"));

    public int Id { get; set; }

    public string Status { get; set; } = "new";

    public int MachineId { get; set; }

    public int Priority { get; set; } = 3;

    public DateTime From { get; set; }

    public DateTime? Until { get; set; }
}

public sealed class Machine
{
    public int Id { get; set; }

    public int Load { get; set; }

    public int Capacity { get; set; } = 2;
}

public sealed class Measurement
{
    public int Id { get; set; }

    public DateTime At { get; set; }

    public double Value { get; set; }

    public string? TakenBy { get; set; }
}

public sealed class JobRules : EntityRules<Job>
{
    public JobRules()
    {
        For(x => x.Priority).Between(1, 5).CheckInDatabase();
    }
}

public sealed class PlantContext(DbContextOptions<PlantContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Job>(job =>
        {
            job.HasSoftDelete().GuardInDatabase();                              // no DELETE of a live row
            job.HasVersion().GuardInDatabase();                                 // every change increases the version by one
            job.HasTransitions(x => x.Status, Job.Flow).GuardInDatabase();      // only transitions of the table
            job.HasRules<JobRules>();
            job.HasCheck(x => x.Until == null || x.From <= x.Until, "job.times");
            job.HasUnique(x => x.MachineId, "job.one-running").WithFilter(x => x.Status == "running");
        });
        model.Entity<Machine>().HasCounter(x => x.Load, "machine.load").WithMinimum(0).WithMaximum(x => x.Capacity);
        model.Entity<Measurement>().IsAppendOnly(rows => rows.AllowRedaction(x => x.TakenBy).AllowDeleteAfter(x => x.At, TimeSpan.FromDays(3650)));
    }
}

public static class ConstraintsGuide
{
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<PlantContext>(o =>
        {
            database(o);
            o.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseConstraints();
        });
    }

    public static async Task<string> SaveAsync(DbContext db)
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (IntegrityUpdateException e) when (e.Database.Kind == DatabaseErrorKind.Unique)
        {
            return $"{e.Database.Entity}.{e.Database.Members[0]}: {e.Violations[0].Code}";     // Job.MachineId: job.one-running
        }

        return "";
    }

    public static async Task StartAsync(DbContext db, Job job, Machine machine)
    {
        job.Status = "running";
        db.Entry(machine).Increment(x => x.Load);            // UPDATE ... SET "Load" = "Load" + 1 WHERE ..., within its bounds
        await db.SaveChangesAsync();                         // in one transaction
    }

    public static async Task<IReadOnlyList<ConstraintViolations>> PrepareAsync(PlantContext db)
    {
        foreach (var rows in await db.Database.FindViolationsAsync())
        {
            Console.WriteLine($"{rows.Code}: {rows.Count} rows, such as {string.Join(", ", rows.Keys.Select(key => key[0]))}");
        }

        return await db.Database.FindViolationsAsync();
    }

    public static async Task CheckAsync(PlantContext db)
    {
        (await db.Database.CheckManagedObjectsAsync()).ThrowIfInvalid();
    }

    public static DatabaseError? Explain(DatabaseFacade database, Exception exception)
    {
        DatabaseError? error = database.GetDatabaseError(exception);      // for a connection of your own; null for other exceptions
        return error;
    }
}

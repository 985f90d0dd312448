using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of README.md and of the READMEs of the packages. ReadmeTests compares the text and runs it.
public sealed class Ticket
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public string? Customer { get; set; }

    public string Status { get; set; } = "new";
}

public sealed class DeskContext(DbContextOptions<DeskContext> options) : DbContext(options)
{
    public static readonly TransitionTable<string> Flow = TransitionTable.Create<string>("ticket", t => t
        .Initial("new")
        .Permit("new", "open")
        .Permit("open", "closed", requiresReason: true)
        .Terminal("closed"));

    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Ticket>(ticket =>
    {
        ticket.HasSoftDelete();
        ticket.HasVersion();
        ticket.HasTransitions(x => x.Status, Flow);
        ticket.HasRules<TicketRules>();
        ticket.HasHooks<TicketHooks>();
    });
}

public static class Quickstart
{
    /// <summary>The registration of the tests, which select the database.</summary>
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<DeskContext>(o =>
        {
            database(o);
            o.UseIntegrity();
        });
        services.AddIntegrity<DeskContext>(i => i.UseActor<SignedInUser>());
    }

    public static void Register(IServiceCollection services, string connectionString)
    {
        services.AddDbContext<DeskContext>(o => o.UseNpgsql(connectionString).UseIntegrity());
        services.AddIntegrity<DeskContext>(i => i.UseActor<HttpContextActor>().UseRoles<HttpContextRoles>());
    }

    public static void RegisterOneBlock(IServiceCollection services, string connectionString)
    {
        services.AddDbContext<DeskContext>(o => o.UseNpgsql(connectionString).UseSoftDelete(s => s.Observe()));
    }

    public static void RegisterSomeBlocks(IServiceCollection services, string connectionString)
    {
        services.AddDbContext<DeskContext>(o => o
            .UseNpgsql(connectionString)
            .UseIntegrity(i => i.UseSoftDelete().UseVersioning(v => v.Observe())));
    }

    public static void TranslateAllErrors(DbContextOptionsBuilder o)
    {
        o.UseIntegrity().UseDatabaseErrorTranslation();
    }

    public static async Task UseAsync(DeskContext db, int id, int version)
    {
        var ticket = await db.Tickets.SingleAsync(t => t.Id == id);
        db.Entry(ticket).ExpectVersion(version);                            // the version that the client has read
        db.Entry(ticket).TransitionTo("open", reason: "customer called");   // or ticket.Status = "open"
        await db.SaveChangesAsync();                                        // one UPDATE and one history row

        db.Remove(ticket);
        await db.SaveChangesAsync();                                        // an UPDATE: the row is kept

        var deleted = await db.Tickets.OnlyDeleted().SingleAsync(t => t.Id == id);
        await db.RestoreAsync(deleted);                                     // with the rows deleted together with it
        await db.SaveChangesAsync();
    }

    public static async Task<string> RefusedAsync(DeskContext db, Ticket ticket)
    {
        try
        {
            ticket.Status = "closed";
            await db.SaveChangesAsync();
        }
        catch (IntegrityException e)                // rejected before any SQL
        {
            return e.Violations[0].Message;
        }
        catch (IntegrityConflictException e)        // a DbUpdateConcurrencyException
        {
            return $"expected {e.Conflicts[0].Expected}, but the row has {e.Conflicts[0].Actual}";
        }

        return "saved";
    }

    public static async Task<TransitionTable<string>> LearnAsync(IAsyncEnumerable<(string? From, string To)> log)
    {
        var learner = new TransitionLearner<string>();
        await foreach (var (from, to) in log)
        {
            if (from is null)
            {
                learner.ObserveInitial(to);
            }
            else
            {
                learner.Observe(from, to);
            }
        }

        return learner.ToTable("ticket");
    }

    public static void Observe(DbContextOptionsBuilder o, ITransitionTable learned)
    {
        o.UseTransitions(t => t.Observe().WithTable(learned));
    }
}

public sealed class TicketRules : EntityRules<Ticket>
{
    public TicketRules()
    {
        For(x => x.Title).Required().MaxLength(200);
        For(x => x.Customer).Email();
        Rule(x => x.Title != x.Customer, "ticket.no-title").On(x => x.Title);   // any condition
    }
}

public sealed class TicketHooks(Notifier notifier) : EntityHooks<Ticket>
{
    public override void BeforeCreate(EntityChange<Ticket> change)
        => change.Entity.Title = change.Entity.Title.Trim();

    [WhenChanged(nameof(Ticket.Status))]
    public override ValueTask AfterCommitAsync(CommittedChange<Ticket> change)
        => notifier.SendAsync(change.Key, change.Operation);
}

public sealed class Notifier
{
    public List<EntityOperation> Sent { get; } = [];

    public ValueTask SendAsync(IReadOnlyList<object?> key, EntityOperation operation)
    {
        Sent.Add(operation);
        return default;
    }
}

public sealed class SignedInUser : IActorSource
{
    public Actor Current => Actor.User("4711");
}

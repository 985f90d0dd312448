using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of README.md, word for word, so that it compiles; ReadmeTests runs it.
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
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<DeskContext>(o =>
        {
            database(o);
            o.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseHooks();
        });
        services.AddIntegrity<DeskContext>(i => i.UseActor<SignedInUser>());
    }

    public static async Task UseAsync(DeskContext db, int id, int version)
    {
        var ticket = await db.Tickets.SingleAsync(t => t.Id == id);
        db.Entry(ticket).ExpectVersion(version);                  // what the client saw: an ETag, a form field
        db.Entry(ticket).TransitionTo("open", reason: "customer called"); // or ticket.Status = "open", from any code
        await db.SaveChangesAsync();                              // one UPDATE, one history row, one transaction

        db.Remove(ticket);
        await db.SaveChangesAsync();                              // kept, with when, who, why and a deletion id

        var deleted = await db.Tickets.OnlyDeleted().SingleAsync(t => t.Id == id);
        await db.RestoreAsync(deleted);                           // with what was deleted together with it
        await db.SaveChangesAsync();
    }

    public static async Task<string> RefusedAsync(DeskContext db, Ticket ticket)
    {
        try
        {
            ticket.Status = "closed";
            await db.SaveChangesAsync();
        }
        catch (IntegrityException e)                                   // before any SQL
        {
            return e.Violations[0].Message;
        }
        catch (IntegrityConflictException e)                           // a DbUpdateConcurrencyException
        {
            return $"{e.Conflicts[0].Expected} is stale: it is {e.Conflicts[0].Actual} now";
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
        Rule(x => x.Title != x.Customer, "ticket.no-title").On(x => x.Title);   // any condition of yours
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

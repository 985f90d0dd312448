using System.Text.Json;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of transitions about prerequisites, firing and events, word for word, so that it compiles;
// TransitionEventsReadmeTests runs it.
public enum PaperStatus
{
    Draft,
    Submitted,
    Accepted,
}

public enum PaperTrigger
{
    Submit,
    Accept,
}

public sealed class Paper
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public PaperStatus Status { get; set; }

    public List<PaperReview> Reviews { get; set; } = [];
}

public sealed class PaperReview
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid PaperId { get; set; }

    public bool IsPositive { get; set; }
}

public sealed class OutboxMessage
{
    /// <summary>Made by the database: a Guid, of version 7 too, does not order what was made in one millisecond.</summary>
    public long Id { get; init; }

    public required string Topic { get; init; }

    public required string Body { get; init; }

    public DateTime? SentAt { get; set; }
}

public interface IPost
{
    Task SendAsync(long id, string topic, string body, CancellationToken cancellationToken);
}

public sealed class OutboxSubscriber : TransitionSubscriber
{
    public override void OnRecording(TransitionEventData recorded)
    {
        foreach (var (paper, record) in recorded.Transitions.Select(move => (move.Entity as Paper, move.Record)))
        {
            if (paper is not null)
            {
                recorded.Context.Add(new OutboxMessage
                {
                    Topic = $"paper.{record.ToState}",
                    Body = JsonSerializer.Serialize(new { paper.Id, record.Sequence, record.FromState, record.OccurredAt }),
                });
            }
        }
    }
}

public sealed class OutboxRelay(PaperContext db, IPost post, TimeProvider clock)
{
    public async Task<int> SendAsync(CancellationToken cancellationToken = default)
    {
        var waiting = await db.Set<OutboxMessage>()
            .Where(message => message.SentAt == null)
            .OrderBy(message => message.Id)
            .Take(100)
            .ToListAsync(cancellationToken);
        foreach (var message in waiting)
        {
            await post.SendAsync(message.Id, message.Topic, message.Body, cancellationToken);
            message.SentAt = clock.GetUtcNow().UtcDateTime;
            await db.SaveChangesAsync(cancellationToken);       // one by one: what was not marked is sent again
        }

        return waiting.Count;
    }
}

public sealed class PaperContext(DbContextOptions<PaperContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<OutboxMessage>();
        model.Entity<Paper>().HasTransitions(x => x.Status, PaperDesk.Flow)
            .Require(to: PaperStatus.Accepted, x => x.Reviews.Count(y => y.IsPositive) >= 2, "paper.reviews", "two positive reviews")
            .Require(
                to: PaperStatus.Accepted,
                (x, db) => !db.Set<PaperReview>().Any(y => y.PaperId == x.Id && !y.IsPositive),
                "paper.heard",
                "no negative review",
                only => only.OnlyFrom(PaperStatus.Submitted));
    }
}

public static class PaperDesk
{
    public static readonly TransitionTable<PaperStatus, PaperTrigger> Flow =
        TransitionTable.Create<PaperStatus, PaperTrigger>("paper", t =>
        {
            t.Initial(PaperStatus.Draft);
            t.Configure(PaperStatus.Draft).Permit(PaperTrigger.Submit, PaperStatus.Submitted);
            t.Configure(PaperStatus.Submitted).Permit(PaperTrigger.Accept, PaperStatus.Accepted);
            t.Terminal(PaperStatus.Accepted);
        });

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options)
    {
        options.UseTransitions(t => t.AddSubscriber<OutboxSubscriber>());
        return options;
    }

    public static async Task<TransitionCheck> AcceptAsync(PaperContext db, Guid id, int seen, string request)
    {
        var paper = await db.Set<Paper>().SingleAsync(x => x.Id == id);
        var check = await db.Entry(paper).TryFireAsync(PaperTrigger.Accept, new TransitionOptions
        {
            ExpectedSequence = seen,        // what the client was shown; another one is a conflict
            IdempotencyKey = request,       // the same request again changes nothing
        });
        await db.SaveChangesAsync();
        return check;       // Allowed, Refusals with a code and a reason each; IsRepeated and the Recorded row
    }
}

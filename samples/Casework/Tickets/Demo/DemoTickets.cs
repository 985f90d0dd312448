using Integrity.Toolkit;
using Microsoft.EntityFrameworkCore;
using Samples.Shared;
using static Casework.Tickets.Demo.DemoPeople;
using static Casework.Tickets.TicketFlow;

namespace Casework.Tickets.Demo;

/// <summary>Demo tickets, with a history of the previous days.</summary>
internal sealed class DemoTickets(DeskContext db, PlaybackClock clock, DateTime now)
{
    private const int Days = 9;

    private static readonly string[] Agents = [Anna, Bela];

    private static readonly string[] Others =
    [
        "Scanner sends empty pages", "Invoice arrives twice", "Meeting room cannot be booked", "Badge does not open the gate",
        "Video call has no sound", "Report is missing last month", "Address book shows old names", "Backup ended with a warning",
        "Search finds nothing with a hyphen", "Phone rings once and stops", "Screen stays dark after lunch",
        "Holiday calendar is empty",
    ];

    private int _ticks;

    public async Task SeedAsync()
    {
        using (db.ActingAsSystem("demo", reason: "Demo data"))
        {
            db.AddRange(Organizations);
            db.AddRange(All);
            await db.SaveChangesAsync();
        }

        await AddAsync("Printer on the second floor is out of paper", Acme);
        await AddAsync("Cannot sign in since this morning", Globex, Open);
        await CommentAsync(
            await AddAsync("Invoice shows the wrong address", Acme, Open, Waiting),
            "We moved in May. Which of the two addresses do you see?");
        await AddAsync("Export to CSV loses umlauts", Globex, Open, Waiting, Open);
        await AddAsync("Page is slow on Mondays", Acme, Open, Resolved);
        await AddAsync("Phone call drops after ten minutes", Globex, Open, Resolved, Reopened);
        await AddAsync("Keyboard types twice", Acme, Open, Resolved, Reopened, Resolved);
        await AddAsync("Password e-mail never arrives", Globex, Open, Resolved, Closed);
        await AddAsync("Please add a dark theme", Acme, Closed);
        await AddAsync("Calendar is one hour off", Globex, Open, Resolved, Closed, Reopened);
        await RemoveAsync(await AddAsync("test test test", Acme, Open), "A test by the customer");
        await RemoveAsync(await AddAsync("<script>alert('hello')</script>", Globex), "Spam");
        foreach (var (index, subject) in Others.Index())
        {
            await AddAsync(subject, index % 2 == 0 ? Acme : Globex, index % 3 == 0 ? [Open] : []);
        }

        var last = await AddAsync("Licence key is rejected", Acme, Open);
        await CommentAsync(last, "The key ends with an O, not with a zero.");
        await AttachAsync(last, "licence.txt");
    }

    private async Task<Ticket> AddAsync(string subject, int organization, params string[] steps)
    {
        Tick();
        var customer = organization == Acme ? Chris : Dana;
        var ticket = new Ticket
        {
            OrganizationId = organization,
            Subject = subject,
            Description = $"{subject}. Seen several times; please have a look.",
            RequesterId = customer,
            CustomerEmail = Find(customer)!.Email,
            Priority = TicketPriority.All[_ticks % TicketPriority.All.Count],
            CreatedAt = clock.Now,
            DueAt = _ticks % 3 == 0 ? null : clock.Now.AddDays(Days + 2),
            LastActivityAt = clock.Now,
        };
        using (db.ActingAs(Actor.User(customer)))
        {
            db.Add(ticket);
            await db.SaveChangesAsync();
        }

        foreach (var step in steps)
        {
            Tick();
            var agent = Agents[_ticks % Agents.Length];
            using (db.ActingAs(Actor.User(agent)))
            {
                ticket.AssigneeId ??= agent;
                var entry = db.Entry(ticket);
                entry.TransitionTo(step, entry.CanTransitionTo(step).IsAllowed ? null : "Agreed with the customer");
                await db.SaveChangesAsync();
            }
        }

        return ticket;
    }

    private async Task CommentAsync(Ticket ticket, string body)
    {
        Tick();
        using (db.ActingAs(Actor.User(Anna)))
        {
            ticket.Comments.Add(new Comment { AuthorId = Anna, Body = body, CreatedAt = clock.Now });
            await db.SaveChangesAsync();
        }
    }

    private async Task AttachAsync(Ticket ticket, string name)
    {
        Tick();
        using (db.ActingAs(Actor.User(Chris)))
        {
            ticket.Attachments.Add(new Attachment
            {
                FileName = name,
                ContentType = "text/plain",
                Size = 1_204,
                Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                AddedById = Chris,
                AddedAt = clock.Now,
            });
            await db.SaveChangesAsync();
        }
    }

    private async Task RemoveAsync(Ticket ticket, string reason)
    {
        Tick();
        using (db.ActingAs(Actor.User(Anna), reason))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Advances the clock by whole minutes.</summary>
    private void Tick() => clock.Now = now.Date.AddHours(now.Hour).AddDays(-Days).AddMinutes(200 * ++_ticks);
}

using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using static Casework.Tickets.Demo.DemoPeople;
using static Casework.Tickets.TicketFlow;

namespace Casework.Tickets.Demo;

/// <summary>Tickets to look at, with a history that happened in the days before.</summary>
internal sealed class DemoTickets(DeskContext db, PlaybackClock clock, DateTime now)
{
    private static readonly string[] Agents = [Anna, Bela];

    private int _hours;

    public async Task SeedAsync()
    {
        using (db.ActingAs("demo", reason: "Something to look at"))
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
        await CommentAsync(
            await AddAsync("Licence key is rejected", Acme, Open), "The key ends with an O, not with a zero.");
    }

    private async Task<Ticket> AddAsync(string subject, int organization, params string[] steps)
    {
        Tick();
        var customer = organization == Acme ? Chris : Dana;
        var ticket = new Ticket
        {
            OrganizationId = organization,
            Number = 1000 + _hours,
            Subject = subject,
            Description = $"{subject}. Seen several times; please have a look.",
            RequesterId = customer,
            CustomerEmail = Find(customer)!.Email,
            CreatedAt = clock.Now,
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
            var agent = Agents[_hours % Agents.Length];
            using (db.ActingAs(Actor.User(agent)))
            {
                ticket.AssigneeId ??= agent;
                var entry = db.Entry(ticket);
                entry.MoveTo(step, entry.CanMoveTo(step).Allowed ? null : "Agreed with the customer");
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

    private async Task RemoveAsync(Ticket ticket, string reason)
    {
        Tick();
        using (db.ActingAs(Actor.User(Anna), reason))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Whole minutes look better than what a clock says.</summary>
    private void Tick() => clock.Now = now.Date.AddHours(now.Hour).AddDays(-7).AddMinutes(200 * ++_hours);
}

using Integrity.Toolkit;
using Integrity.Toolkit.Transitions;
using static Casework.Tickets.TicketFlow;

namespace Casework.Tickets;

/// <summary>Tickets to look at, with a history that happened in the days before.</summary>
internal sealed class DemoTickets(DeskContext db, PlaybackClock clock, DateTime now)
{
    private static readonly string[] Agents = ["anna", "bela", "carlo"];

    private int _hours;

    public async Task SeedAsync()
    {
        await AddAsync("Printer on the second floor is out of paper");
        await AddAsync("Cannot sign in since this morning", Open);
        await AddAsync("Invoice shows the wrong address", Open, Waiting);
        await AddAsync("Export to CSV loses umlauts", Open, Waiting, Open);
        await AddAsync("Page is slow on Mondays", Open, Resolved);
        await AddAsync("Phone call drops after ten minutes", Open, Resolved, Reopened);
        await AddAsync("Keyboard types twice", Open, Resolved, Reopened, Resolved);
        await AddAsync("Password e-mail never arrives", Open, Resolved, Closed);
        await AddAsync("Please add a dark theme", Closed);
        await AddAsync("Calendar is one hour off", Open, Resolved, Closed, Reopened);
        await RemoveAsync(await AddAsync("test test test", Open), "A test by the customer");
        await RemoveAsync(await AddAsync("<script>alert('hello')</script>"), "Spam");
        await AddAsync("Licence key is rejected", Open);
    }

    private async Task<Ticket> AddAsync(string title, params string[] steps)
    {
        Tick();
        var ticket = new Ticket { Title = title, Status = New, OpenedAt = clock.Now };
        using (ActAsNext())
        {
            db.Add(ticket);
            await db.SaveChangesAsync();
        }

        foreach (var step in steps)
        {
            Tick();
            using (ActAsNext())
            {
                var entry = db.Entry(ticket);
                entry.MoveTo(step, entry.CanMoveTo(step).Allowed ? null : "Agreed with the customer");
                await db.SaveChangesAsync();
            }
        }

        return ticket;
    }

    private async Task RemoveAsync(Ticket ticket, string reason)
    {
        Tick();
        using (db.ActingAs(Actor.User(Agents[0]), reason))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }
    }

    private IDisposable ActAsNext() => db.ActingAs(Actor.User(Agents[_hours % Agents.Length]));

    private void Tick() => clock.Now = now.AddDays(-7).AddHours(3 * ++_hours);
}

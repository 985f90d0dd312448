using Casework.Tickets.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

public sealed class IndexModel(DeskContext db, TicketList list, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TicketFilter Filter { get; set; } = new();

    public TicketPage List { get; private set; } = new([], null, null);

    public int Total { get; private set; }

    public IReadOnlyList<Organization> Organizations { get; private set; } = [];

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Organizations = await db.Organizations.AsNoTracking().OrderBy(x => x.Name).ToListAsync(cancellationToken);
        foreach (var (name, message) in Filter.Problems())
        {
            ModelState.AddModelError(name, message);
        }

        if (ModelState.IsValid)
        {
            Total = await list.CountAsync(Filter, cancellationToken);
            List = await list.PageAsync(Filter, cancellationToken);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Returns the route values of another page of the same list.</summary>
    public Dictionary<string, string> RouteTo(string? cursor)
    {
        var route = new Dictionary<string, string>();
        Add("status", Filter.Status);
        Add("priority", Filter.Priority);
        Add("organization", Filter.Organization is { } organization ? $"{organization}" : null);
        Add("q", Filter.Q);
        Add("deleted", Filter.Deleted == true ? "true" : null);
        Add("overdue", Filter.Overdue == true ? "true" : null);
        Add("limit", Filter.Limit is { } limit ? $"{limit}" : null);
        Add("cursor", cursor);
        return route;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                route.Add(name, value);
            }
        }
    }
}

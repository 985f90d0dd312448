using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

/// <summary>The form of a new or existing ticket.</summary>
public abstract class TicketFormPage(DeskContext db) : DeskPage(db)
{
    [BindProperty]
    public TicketInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Requesters { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Assignees { get; private set; } = [];

    protected async Task<bool> TryAsync(Func<Task> change)
        => await TryAsync(change, FieldOf);

    protected async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var organizations = await Db.Organizations.AsNoTracking().OrderBy(x => x.Name).ToListAsync(cancellationToken);
        var people = await Db.People.AsNoTracking().OrderBy(x => x.Name).ToListAsync(cancellationToken);
        Organizations = [.. organizations.Select(x => new SelectListItem(x.Name, $"{x.Id}"))];
        Requesters = [.. people.Select(x => new SelectListItem($"{x.Name} ({x.Role})", x.Id))];
        Assignees =
        [
            .. people.Where(x => x.Role != DeskRole.Customer)
                .Select(x => new SelectListItem($"{x.Name} ({x.Role}, active tickets: {x.Workload})", x.Id)),
        ];
        return Page();
    }

    private static string FieldOf(IntegrityViolation violation)
        => violation.Path is { } path && typeof(TicketInput).GetProperty(path) is not null ? $"Input.{path}" : "";
}

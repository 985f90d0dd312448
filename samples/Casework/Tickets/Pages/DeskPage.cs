using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

/// <summary>Shows violations next to the fields of their members, and all of them at the top.</summary>
public abstract class DeskPage(DeskContext db) : PageModel
{
    protected DeskContext Db => db;

    /// <summary>Executes a change, and adds its violations to the model state.</summary>
    /// <param name="change">The change.</param>
    /// <param name="fieldOf">Returns the name of the field for a violation, or an empty string.</param>
    /// <returns>Whether the change succeeded.</returns>
    protected async Task<bool> TryAsync(Func<Task> change, Func<IntegrityViolation, string> fieldOf)
    {
        try
        {
            await change();
            return true;
        }
        catch (IntegrityException refused)
        {
            AddErrors(StatusCodes.Status422UnprocessableEntity, refused.Violations, fieldOf);
        }
        catch (DbUpdateException failed)
        {
            AddErrors(StatusCodes.Status409Conflict, (failed as IIntegrityError)?.Violations ?? [], fieldOf);
            if (ModelState.IsValid)
            {
                ModelState.AddModelError(
                    "",
                    "The database rejected the change because of a concurrent change or a duplicate value. Try again.");
            }
        }
        catch (TicketStateException state)
        {
            Response.StatusCode = state.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict;
            ModelState.AddModelError("", state.Message);
        }

        // The tracked entities have values that were not saved.
        db.ChangeTracker.Clear();
        return false;
    }

    private void AddErrors(int status, IReadOnlyList<IntegrityViolation> violations, Func<IntegrityViolation, string> fieldOf)
    {
        Response.StatusCode = status;
        foreach (var violation in violations)
        {
            ModelState.AddModelError(fieldOf(violation), violation.Message);
        }
    }
}

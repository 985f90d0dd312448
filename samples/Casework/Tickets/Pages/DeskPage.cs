using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

/// <summary>Shows what was refused: each violation beside the field of its member, and all of them at the top.</summary>
public abstract class DeskPage(DeskContext db) : PageModel
{
    protected DeskContext Db => db;

    /// <summary>Tries a change, and keeps what is said against it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="fieldOf">The name of the field that shows a member, or an empty one.</param>
    /// <returns>Whether it was done.</returns>
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
                    "The database refused the change: somebody else was faster, or another ticket has the number by now.");
            }
        }
        catch (TicketStateException state)
        {
            Response.StatusCode = state.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict;
            ModelState.AddModelError("", state.Message);
        }

        // What was loaded for the change is not what is stored.
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

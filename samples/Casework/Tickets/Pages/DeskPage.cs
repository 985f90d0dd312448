using Casework.Tickets.Services;
using Integrity.Toolkit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets.Pages;

/// <summary>Shows what was refused: each refusal beside the field of its member, and all of them at the top.</summary>
public abstract class DeskPage(DeskContext db) : PageModel
{
    protected DeskContext Db => db;

    /// <summary>Tries a change, and keeps what is said against it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="fieldOf">The name of the field that shows a member, or an empty one.</param>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> TryAsync(Func<Task> change, Func<Refusal, string> fieldOf)
    {
        try
        {
            await change();
            return true;
        }
        catch (IntegrityException refused)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, refused.Refusals, fieldOf);
        }
        catch (DbUpdateException failed)
        {
            Refuse(StatusCodes.Status409Conflict, (failed as IIntegrityFailure)?.Refusals ?? [], fieldOf);
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

    private void Refuse(int status, IReadOnlyList<Refusal> refusals, Func<Refusal, string> fieldOf)
    {
        Response.StatusCode = status;
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(fieldOf(refusal), refusal.Message);
        }
    }
}

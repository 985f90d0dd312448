using Casework.Hosting;
using Casework.Matrix;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Casework.Tickets.Pages;

/// <summary>Tries to break every guarantee, on the database that the desk runs on.</summary>
public sealed class BreakItModel(CaseworkDatabase database) : PageModel
{
    internal MatrixResult? Result { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In a schema of its own on PostgreSQL; a file of SQLite is the desk's alone.
            Result = await MatrixRun.RunAsync(
                database.Kind == DatabaseKind.Postgres ? database : null, cancellationToken);
        }
        catch (CommandException busy)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", busy.Message);
        }
    }
}

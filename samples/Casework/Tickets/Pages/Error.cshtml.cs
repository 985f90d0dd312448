using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Casework.Tickets.Pages;

/// <summary>The page for errors without a page of their own: an unknown address, an invalid form, a failure.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    private int Status => Response.StatusCode;

    public string Heading => Status switch
    {
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status400BadRequest => "Invalid request",
        StatusCodes.Status405MethodNotAllowed => "Not supported",
        < 400 or >= 500 => "An error occurred",
        _ => "Request failed",
    };

    public string Explanation => Status switch
    {
        StatusCodes.Status404NotFound => "The page or ticket does not exist.",
        StatusCodes.Status400BadRequest =>
            "The form or the address is invalid, or the page is outdated. Open the page again and retry. Nothing was changed.",
        < 400 or >= 500 => "The error was logged. Previously saved changes are not affected.",
        _ => $"The host returned status {Status}. Nothing was changed.",
    };
}

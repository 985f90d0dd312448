using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Casework.Tickets.Pages;

/// <summary>A page for what has no other: an address without a page, a form that cannot be read, a failure.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    private int Status => Response.StatusCode;

    public string Heading => Status switch
    {
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status400BadRequest => "This cannot be understood",
        StatusCodes.Status405MethodNotAllowed => "This cannot be done here",
        < 400 or >= 500 => "Something failed",
        _ => "Not done",
    };

    public string Explanation => Status switch
    {
        StatusCodes.Status404NotFound => "There is no such page, or no such ticket.",
        StatusCodes.Status400BadRequest =>
            "The form or the address is damaged, or the page is too old. Open the page again and repeat. Nothing was changed.",
        < 400 or >= 500 => "The failure is in the log of the host. What you saved before is safe.",
        _ => $"The host answered {Status}. Nothing was changed.",
    };
}

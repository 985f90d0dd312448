using Casework.Tickets.Authentication;
using Casework.Tickets.Demo;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Casework.Tickets.Pages;

/// <summary>Selects the person who acts.</summary>
public sealed class ActingModel : PageModel
{
    public IActionResult OnPost(string? person, string? back)
    {
        if (DemoPeople.Find(person) is not { } chosen)
        {
            return BadRequest();
        }

        Response.Cookies.Append(DeskActor.Cookie, chosen.Id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            Secure = Request.IsHttps,
        });
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}

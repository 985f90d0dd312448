using Casework.Tickets.Demo;
using Integrity.Toolkit;

namespace Casework.Tickets.Authentication;

/// <summary>
/// Provides the actor: the person chosen on the page, which is stored in a cookie, or named by an API client in a header. A
/// real host returns the signed-in user; see <see cref="IActorSource"/>.
/// </summary>
public sealed class DeskActor(IHttpContextAccessor http) : IActorSource
{
    public const string Cookie = "casework-person";

    public const string Header = "Casework-Person";

    public Person Person
        => DemoPeople.Find(Named) ?? DemoPeople.Find(http.HttpContext?.Request.Cookies[Cookie]) ?? DemoPeople.All[0];

    public Actor Current => Actor.User(Person.Id);

    /// <summary>Whether the header names an unknown person, which is rejected instead of replaced by another person.</summary>
    public bool IsStranger => Named is not null && DemoPeople.Find(Named) is null;

    private string? Named => http.HttpContext?.Request.Headers[Header].FirstOrDefault();
}

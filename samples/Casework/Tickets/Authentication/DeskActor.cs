using Casework.Tickets.Demo;
using Integrity.Toolkit;

namespace Casework.Tickets.Authentication;

/// <summary>
/// Who acts: the person chosen on the page, kept in a cookie; a program may name one in a header. A real host asks the
/// signed-in user; see <see cref="IActorSource"/>.
/// </summary>
public sealed class DeskActor(IHttpContextAccessor http) : IActorSource
{
    public const string Cookie = "casework-person";

    public const string Header = "Casework-Person";

    public Person Person
        => DemoPeople.Find(Named) ?? DemoPeople.Find(http.HttpContext?.Request.Cookies[Cookie]) ?? DemoPeople.All[0];

    public Actor Current => Actor.User(Person.Id);

    /// <summary>Whether the header names somebody who is not there: better said than taken for somebody else.</summary>
    public bool IsStranger => Named is not null && DemoPeople.Find(Named) is null;

    private string? Named => http.HttpContext?.Request.Headers[Header].FirstOrDefault();
}

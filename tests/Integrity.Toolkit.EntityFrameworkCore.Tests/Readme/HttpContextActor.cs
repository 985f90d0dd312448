using System.Security.Claims;

namespace Integrity.Toolkit.Tests.Readme;

// The code of README.md about actors and roles. ReadmeTests compares the text.
public sealed class HttpContextActor(IHttpContextAccessor http) : IActorSource
{
    public Actor Current => http.HttpContext switch
    {
        null => Actor.Unknown,                                                          // no request: a background job
        { User: var user } when user.FindFirst("sub") is { } subject => Actor.User(subject.Value),
        _ => Actor.Anonymous,
    };
}

public sealed class HttpContextRoles(IHttpContextAccessor http) : IRoleSource
{
    public bool HasRole(Actor actor, string role)
        => http.HttpContext?.User is { } user && user.FindFirst("sub")?.Value == actor.Id && user.IsInRole(role);
}

/// <summary>The member of ASP.NET Core that the README uses; the tests do not reference the framework.</summary>
public interface IHttpContextAccessor
{
    HttpContext? HttpContext { get; }
}

/// <summary>The member of ASP.NET Core that the README uses; the tests do not reference the framework.</summary>
public sealed class HttpContext
{
    public ClaimsPrincipal User { get; init; } = new();
}

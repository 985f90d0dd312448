namespace Integrity.Toolkit;

/// <summary>
/// Tells who acts, for every block of the toolkit.
/// </summary>
/// <example>
/// <code>
/// public sealed class HttpContextActor(IHttpContextAccessor http) : IActorSource
/// {
///     public Actor Current => http.HttpContext?.User.FindFirst("sub") is { } subject
///         ? Actor.User(subject.Value)
///         : Actor.Anonymous;
/// }
/// </code>
/// </example>
public interface IActorSource
{
    /// <summary>
    /// Gets the actor of the present call.
    /// </summary>
    /// <value><see cref="Actor.Unknown"/> when nothing is known: never invent a system actor for a missing user.</value>
    Actor Current { get; }
}

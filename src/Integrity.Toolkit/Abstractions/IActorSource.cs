namespace Integrity.Toolkit;

/// <summary>
/// Provides the current actor to every block of the toolkit.
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
    /// Gets the actor of the current call.
    /// </summary>
    /// <value><see cref="Actor.Unknown"/> if no actor is available. Do not return a system actor for a missing user.</value>
    Actor Current { get; }
}

namespace Integrity.Toolkit;

/// <summary>
/// Determines which roles an actor has.
/// </summary>
/// <example>
/// <code>
/// public sealed class DeskRoles(IHttpContextAccessor http) : IRoleSource
/// {
///     public bool HasRole(Actor actor, string role) => http.HttpContext?.User.IsInRole(role) ?? false;
/// }
/// </code>
/// </example>
public interface IRoleSource
{
    /// <summary>
    /// Determines whether an actor has a role.
    /// </summary>
    /// <param name="actor">The actor that makes the change; never <see cref="Actor.Unknown"/>.</param>
    /// <param name="role">The name of the role, as specified by the rule.</param>
    /// <returns><see langword="true"/> if the actor has the role.</returns>
    bool HasRole(Actor actor, string role);
}

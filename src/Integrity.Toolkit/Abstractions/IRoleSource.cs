namespace Integrity.Toolkit;

/// <summary>
/// Tells which roles an actor has.
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
    /// Tells whether an actor has a role.
    /// </summary>
    /// <param name="actor">Who makes the change: never <see cref="Actor.Unknown"/>.</param>
    /// <param name="role">The name of the role, as the rule gives it.</param>
    /// <returns><see langword="true"/> if the actor has the role.</returns>
    bool HasRole(Actor actor, string role);
}

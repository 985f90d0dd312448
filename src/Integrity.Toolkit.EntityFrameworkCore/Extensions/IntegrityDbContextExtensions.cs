using Integrity.Toolkit;
using Integrity.Toolkit.Runtime;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that set the actor and the reason for the changes of a context.
/// </summary>
public static class IntegrityDbContextExtensions
{
    /// <summary>
    /// Sets the actor for the changes and saves of the context until the scope is disposed.
    /// </summary>
    /// <remarks>
    /// The scope belongs to the context, not to the thread. Scopes can be nested; a scope without a reason or correlation id
    /// keeps the outer one. The scopes of a pooled context end when it is returned to the pool.
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="reason">The reason for changes without a reason of their own.</param>
    /// <param name="correlationId">The id of the request or job. The default is the id of the current trace.</param>
    /// <returns>The scope. Dispose it to restore the previous actor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="reason"/> or <paramref name="correlationId"/> is too long.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
    /// <example>
    /// <code>
    /// using (db.ActingAsSystem("import-job", reason: "migration 2026-11"))
    /// {
    ///     await db.SaveChangesAsync();
    /// }
    /// </code>
    /// </example>
    public static IDisposable ActingAs(
        this DbContext context, Actor actor, string? reason = null, string? correlationId = null)
    {
        ArgumentNullException.ThrowIfNull(context);

        return ContextState.Of(context).Acting.Push(actor, reason, correlationId);
    }

    /// <summary>
    /// Sets a program as the actor for the changes and saves of the context until the scope is disposed.
    /// </summary>
    /// <inheritdoc cref="ActingAs(DbContext, Actor, string?, string?)"/>
    /// <param name="context">The context.</param>
    /// <param name="name">The name of the program, as for <see cref="Actor.System"/>.</param>
    /// <param name="reason">The reason for changes without a reason of their own.</param>
    /// <param name="correlationId">The id of the request or job. The default is the id of the current trace.</param>
    public static IDisposable ActingAsSystem(
        this DbContext context, string name, string? reason = null, string? correlationId = null)
        => ActingAs(context, Actor.System(name), reason, correlationId);
}

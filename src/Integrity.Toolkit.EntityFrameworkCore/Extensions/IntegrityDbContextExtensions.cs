using Integrity.Toolkit;
using Integrity.Toolkit.Runtime;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Sets the actor and the reason of what is done with a context.
/// </summary>
public static class IntegrityDbContextExtensions
{
    /// <summary>
    /// Sets the actor of all that is done and saved on the context until the scope is disposed.
    /// </summary>
    /// <remarks>
    /// Belongs to the context, not to the thread. Scopes nest; a scope without a reason or correlation keeps the outer one. A
    /// pooled context forgets its scopes when it goes back to the pool.
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="reason">The reason, for what is done without a reason of its own.</param>
    /// <param name="correlationId">What ties it to a request or job; without one, the trace it is done in.</param>
    /// <returns>The scope; dispose it to go back to the actor before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The reason or the correlation is too long.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
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
    /// Sets a program as the actor of everything that is done and saved on the context until the scope is disposed.
    /// </summary>
    /// <inheritdoc cref="ActingAs(DbContext, Actor, string?, string?)"/>
    /// <param name="context">The context.</param>
    /// <param name="name">The program's name, as for <see cref="Actor.System"/>.</param>
    /// <param name="reason">The reason, for what is done without a reason of its own.</param>
    /// <param name="correlationId">What ties it to a request or job; without one, the trace it is done in.</param>
    public static IDisposable ActingAsSystem(
        this DbContext context, string name, string? reason = null, string? correlationId = null)
        => ActingAs(context, Actor.System(name), reason, correlationId);
}

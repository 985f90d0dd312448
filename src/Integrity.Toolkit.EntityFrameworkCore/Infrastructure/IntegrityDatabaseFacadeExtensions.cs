using Integrity.Toolkit.Infrastructure;
using Integrity.Toolkit.Infrastructure.Database.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit;

/// <summary>
/// Explains refusals of the database to code that runs SQL past EF Core.
/// </summary>
public static class IntegrityDatabaseFacadeExtensions
{
    /// <summary>
    /// Finds out what an exception of the database provider means in the model of the context.
    /// </summary>
    /// <remarks>
    /// For code that uses the connection itself; what EF Core runs is explained by <see cref="IntegrityUpdateException"/>. Also
    /// takes exceptions that have the provider's inside, such as <see cref="DbUpdateException"/>. On SQLite it may ask the
    /// database, for little is said there.
    /// </remarks>
    /// <param name="database">The database of the context.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>The refusal, or <see langword="null"/> when the exception is none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
    /// <example>
    /// <code>
    /// catch (DbException e) when (db.Database.Explain(e) is { Kind: DatabaseRefusalKind.Unique } refusal)
    /// {
    ///     Console.WriteLine($"{refusal.Entity}: {string.Join(", ", refusal.Members)}");
    /// }
    /// </code>
    /// </example>
    public static DatabaseRefusal? Explain(this DatabaseFacade database, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(exception);

        var context = ((IDatabaseFacadeDependenciesAccessor)database).Context;
        _ = ContextState.Of(context);
        return new DatabaseErrors(context).Explain(exception);
    }
}

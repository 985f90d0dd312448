using Integrity.Toolkit;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Migrations.Checking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Asks whether the database holds what the model declares, and what its violations mean.
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
    /// <returns>The violation, or <see langword="null"/> when the exception is none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
    /// <example>
    /// <code>
    /// catch (DbException e) when (db.Database.Explain(e) is { Kind: DatabaseErrorKind.Unique } violation)
    /// {
    ///     Console.WriteLine($"{violation.Entity}: {string.Join(", ", violation.Members)}");
    /// }
    /// </code>
    /// </example>
    public static DatabaseError? GetDatabaseError(this DatabaseFacade database, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(exception);

        var context = ((IDatabaseFacadeDependenciesAccessor)database).Context;
        _ = ContextState.Of(context);
        return new DatabaseErrorTranslator(context).Explain(exception);
    }

    /// <summary>
    /// Compares what the model expects the database to hold with what it has: missing, different, extra.
    /// </summary>
    /// <remarks>
    /// For the start of an application, or a health check: it reads the catalog, and no rows. Tables that migrations leave out
    /// are not looked at. PostgreSQL does not keep the text of a CHECK or of an index's filter: of these the name, the columns
    /// and the validity are compared. What is not as expected is logged as a warning too.
    /// </remarks>
    /// <param name="database">The database of the context.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>The report; on a provider that can hold no declaration an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="database"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
    /// <example>
    /// <code>
    /// await db.Database.MigrateAsync();
    /// (await db.Database.CheckManagedObjectsAsync()).ThrowIfInvalid();
    /// </code>
    /// </example>
    public static async Task<ManagedObjectsReport> CheckManagedObjectsAsync(
        this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);

        var context = ((IDatabaseFacadeDependenciesAccessor)database).Context;
        var logger = ContextState.Of(context).Logger;
        var report = await ManagedObjectsCheck.RunAsync(context, cancellationToken).ConfigureAwait(false);
        foreach (var finding in report.Findings)
        {
            Log.ObjectNotAsExpected(logger, finding.Problem, finding.Kind, finding.Name, finding.Table, finding.Remedy);
        }

        return report;
    }

    /// <summary>
    /// Finds existing rows that a declared constraint would not accept: best before the migration that brings it.
    /// </summary>
    /// <remarks>
    /// Looks at every row of the tables that have a declared CHECK, unique index or exclusion, or a guarded status: it takes as long as that
    /// takes, and locks nothing. Columns and tables that the database does not have yet are told by
    /// <see cref="ConstraintViolations.NotChecked"/>.
    /// </remarks>
    /// <param name="database">The database of the context, whose model has the declarations already.</param>
    /// <param name="sample">How many keys are read for each declaration.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The declarations that rows are in the way of, and those about which nobody can tell yet; empty when all is well.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="database"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
    /// <example>
    /// <code>
    /// foreach (var rows in await db.Database.FindViolationsAsync())
    /// {
    ///     Console.WriteLine($"{rows} {string.Join(", ", rows.Keys.Select(key => string.Join("/", key)))}");
    /// }
    /// </code>
    /// </example>
    public static async Task<IReadOnlyList<ConstraintViolations>> FindViolationsAsync(
        this DatabaseFacade database, int sample = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);

        var context = ((IDatabaseFacadeDependenciesAccessor)database).Context;
        _ = ContextState.Of(context);

        return DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) is { } dialect
            ? await new ExistingViolationFinder(context, dialect, sample).RunAsync(cancellationToken).ConfigureAwait(false)
            : [];
    }
}

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
/// Extension methods that compare the database with the model, and that translate database errors.
/// </summary>
public static class IntegrityDatabaseFacadeExtensions
{
    /// <summary>
    /// Translates an exception of the database provider in terms of the model of the context.
    /// </summary>
    /// <remarks>
    /// For code that uses the connection directly, and for errors that the context does not translate because no block declares
    /// the violated object and <c>UseDatabaseErrorTranslation()</c> is not called. Also accepts exceptions that contain the provider's exception, such as <see cref="DbUpdateException"/>. On SQLite, the method
    /// may query the database, because its errors contain little information.
    /// </remarks>
    /// <param name="database">The database of the context.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>The error, or <see langword="null"/> if the exception does not contain a database error.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
    /// <example>
    /// <code>
    /// catch (DbException e) when (db.Database.GetDatabaseError(e) is { Kind: DatabaseErrorKind.Unique } error)
    /// {
    ///     Console.WriteLine($"{error.Entity}: {string.Join(", ", error.Members)}");
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
    /// Compares the objects that the model declares with the objects in the database: missing, different and extra objects.
    /// </summary>
    /// <remarks>
    /// For the start of an application, or a health check. Reads the catalog, but no rows. Tables that are excluded from
    /// migrations are skipped. PostgreSQL does not store the original text of a CHECK constraint or an index filter, so their
    /// names, columns and validity are compared. Findings are also logged as warnings.
    /// </remarks>
    /// <param name="database">The database of the context.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>The report; empty for a provider that supports no declarations.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="database"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
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
    /// Finds existing rows that violate a declared constraint. Use it before the migration that creates the constraint.
    /// </summary>
    /// <remarks>
    /// Reads every row of the tables with a declared CHECK constraint, unique index, exclusion or guarded status, which may take
    /// long; locks nothing. Columns and tables that do not exist in the database yet are reported by
    /// <see cref="ConstraintViolations.NotChecked"/>.
    /// </remarks>
    /// <param name="database">The database of the context, whose model contains the declarations.</param>
    /// <param name="sample">The maximum number of keys to read for each declaration.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>
    /// The declarations with violating rows, and the declarations that could not be checked; empty if there are none.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="database"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
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

using System.Data.Common;
using System.Diagnostics;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Errors;

// EF1001: a command interceptor would also be called for every successful command, which allocates about 1 kB each.
#pragma warning disable EF1001
/// <summary>
/// Translates the errors of ExecuteUpdate, ExecuteDelete and SQL that is executed through EF Core, after all listeners have
/// been notified of the failure.
/// </summary>
/// <remarks>
/// The errors of queries that are caused by their values are not translated; but a query may wait for locks, or call a
/// function that writes. The errors of SaveChanges are translated with their entries, and those of migrations are not
/// translated.
/// </remarks>
internal sealed class CommandErrorInterceptor(
    ILoggerFactory loggerFactory,
    ILoggingOptions loggingOptions,
    DiagnosticSource diagnosticSource,
    LoggingDefinitions loggingDefinitions,
    IDbContextLogger contextLogger,
    IDbContextOptions contextOptions,
    IInterceptors? interceptors = null)
    : Microsoft.EntityFrameworkCore.Diagnostics.Internal.RelationalCommandDiagnosticsLogger(
        loggerFactory, loggingOptions, diagnosticSource, loggingDefinitions, contextLogger, contextOptions, interceptors)
{
    public override void CommandError(
        IRelationalConnection connection,
        DbCommand command,
        string logCommandText,
        DbContext? context,
        DbCommandMethod executeMethod,
        Guid commandId,
        Guid connectionId,
        Exception exception,
        DateTimeOffset startTime,
        TimeSpan duration,
        CommandSource commandSource)
    {
        base.CommandError(
            connection,
            command,
            logCommandText,
            context,
            executeMethod,
            commandId,
            connectionId,
            exception,
            startTime,
            duration,
            commandSource);
        if (Find(command, context, commandSource) is { } errors
            && errors.ExplainAsync(exception, async: false, default).GetCompletedResult() is { } violation)
        {
            throw violation;
        }
    }

    public override async Task CommandErrorAsync(
        IRelationalConnection connection,
        DbCommand command,
        string logCommandText,
        DbContext? context,
        DbCommandMethod executeMethod,
        Guid commandId,
        Guid connectionId,
        Exception exception,
        DateTimeOffset startTime,
        TimeSpan duration,
        CommandSource commandSource,
        CancellationToken cancellationToken = default)
    {
        await base.CommandErrorAsync(
            connection,
            command,
            logCommandText,
            context,
            executeMethod,
            commandId,
            connectionId,
            exception,
            startTime,
            duration,
            commandSource,
            cancellationToken).ConfigureAwait(false);
        if (Find(command, context, commandSource) is { } errors
            && await errors.ExplainAsync(exception, async: true, cancellationToken).ConfigureAwait(false) is { } violation)
        {
            throw violation;
        }
    }

    private static DatabaseErrorTranslator? Find(DbCommand command, DbContext? context, CommandSource source)
        => context is not null && source is not (CommandSource.SaveChanges or CommandSource.Migrations
            or CommandSource.Scaffolding or CommandSource.ValueGenerator)
            ? new DatabaseErrorTranslator(context)
            {
                Sql = command.CommandText,
                Leaves = source is CommandSource.LinqQuery or CommandSource.FromSqlQuery or CommandSource.Unknown
                    ? IsOfValues
                    : null,
            }
            : null;

    private static bool IsOfValues(DatabaseErrorKind kind) => kind is DatabaseErrorKind.TooLong
        or DatabaseErrorKind.OutOfRange
        or DatabaseErrorKind.BadFormat
        or DatabaseErrorKind.Trigger
        or DatabaseErrorKind.Unknown;
}

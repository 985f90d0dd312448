using System.Data.Common;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Infrastructure.Database.Errors;

/// <summary>
/// Explains what the database refuses of ExecuteUpdate, ExecuteDelete and SQL that is run through EF Core.
/// </summary>
/// <remarks>
/// A query is left alone where a value of its own is at fault; but it may have to wait for locks, and may call a function that
/// writes. What SaveChanges sends is explained with its entries, and migrations are nobody's data.
/// </remarks>
internal sealed class CommandErrors(IServiceProvider services, IDbContextOptions options) : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (Find(command, eventData) is { } errors
            && Synchronous.End(errors.ExplainAsync(eventData.Exception, async: false, default)) is { } refusal)
        {
            foreach (var later in Later())
            {
                later.CommandFailed(command, eventData);
            }

            throw refusal;
        }
    }

    public override async Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (Find(command, eventData) is { } errors
            && await errors.ExplainAsync(eventData.Exception, async: true, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            foreach (var later in Later())
            {
                await later.CommandFailedAsync(command, eventData, cancellationToken).ConfigureAwait(false);
            }

            throw refusal;
        }
    }

    private static DatabaseErrors? Find(DbCommand command, CommandErrorEventData failed)
        => failed is { Context: { } context, CommandSource: not (CommandSource.SaveChanges or CommandSource.Migrations
            or CommandSource.Scaffolding or CommandSource.ValueGenerator) }
            ? new DatabaseErrors(context)
            {
                Sql = command.CommandText,
                Leaves = failed.CommandSource is CommandSource.LinqQuery or CommandSource.FromSqlQuery or CommandSource.Unknown
                    ? IsOfValues
                    : null,
            }
            : null;

    private static bool IsOfValues(DatabaseRefusalKind kind) => kind is DatabaseRefusalKind.TooLong
        or DatabaseRefusalKind.OutOfRange
        or DatabaseRefusalKind.BadFormat
        or DatabaseRefusalKind.Trigger
        or DatabaseRefusalKind.Unknown;

    /// <summary>The interceptors that come after this one: an exception would keep the failure from them.</summary>
    private IEnumerable<IDbCommandInterceptor> Later()
        => ((IEnumerable<IInterceptor>?)services.GetService(typeof(IEnumerable<IInterceptor>)) ?? [])
            .Concat(options.FindExtension<CoreOptionsExtension>()?.Interceptors ?? [])
            .SkipWhile(interceptor => interceptor != this)
            .Skip(1)
            .OfType<IDbCommandInterceptor>();
}

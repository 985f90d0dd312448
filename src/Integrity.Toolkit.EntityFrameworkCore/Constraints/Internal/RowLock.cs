using System.Data.Common;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>Locks the row of an entity in every table to which the entity is mapped.</summary>
internal static class RowLock
{
    public static async Task TakeAsync(EntityEntry entry, bool nowait, bool reload, CancellationToken cancellationToken)
    {
        var context = entry.Context;
        var dialect = DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance)
            ?? throw new NotSupportedException(
                $"Row locks are not supported for {context.Database.ProviderName}. Use SQLite or PostgreSQL.");
        EnsureLockable(entry);
        var tables = RowTable.Of(entry.Metadata, context.GetService<ISqlGenerationHelper>()).ToList();
        if (tables.Count == 0)
        {
            throw new InvalidOperationException(
                $"{entry.Metadata.ShortName()} is not mapped to a table, so it has no row to lock.");
        }

        try
        {
            foreach (var table in tables)
            {
                if (!await TakeAsync(entry, table, dialect, nowait, cancellationToken).ConfigureAwait(false))
                {
                    throw Gone(entry);
                }
            }
        }
        catch (DbException failure)
        {
            var errors = new DatabaseErrorTranslator(context) { TranslatesAll = true };
            if (await errors.ExplainAsync(failure, async: true, cancellationToken).ConfigureAwait(false) is { } translated)
            {
                throw translated;
            }

            throw;
        }

        if (reload)
        {
            await entry.ReloadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void EnsureLockable(EntityEntry entry)
    {
        var name = entry.Metadata.ShortName();
        if (entry.State is EntityState.Detached or EntityState.Added)
        {
            throw new InvalidOperationException(
                $"The {name} is {(entry.State == EntityState.Added ? "new" : "not tracked")}, so it has no row to lock. Load or attach "
                + "it first.");
        }

        if (entry.Context.Database.CurrentTransaction is null && AmbientTransaction.Of(entry.Context) is null)
        {
            throw new InvalidOperationException(
                $"The row of the {name} can be locked only within a transaction. Call Database.BeginTransaction() first.");
        }
    }

    private static async ValueTask<bool> TakeAsync(
        EntityEntry entry, RowTable table, DatabaseDialect dialect, bool nowait, CancellationToken cancellationToken)
    {
        if (dialect.LockAll(table.Name) is { } lockAll)
        {
            await new RowCommand(entry.Context, CommandSource.ExecuteSqlRaw)
                .NumberAsync(lockAll, async: true, cancellationToken).ConfigureAwait(false);
        }

        var command = new RowCommand(entry.Context, CommandSource.ExecuteSqlRaw);
        var sql = $"SELECT 1 FROM {table.Name} WHERE {table.Where(command, PlannedEntry.KeyOf(entry))}{dialect.LockRow(nowait)}";
        return await command.NumberAsync(sql, async: true, cancellationToken).ConfigureAwait(false) is not null;
    }

    private static IntegrityConflictException Gone(EntityEntry entry)
    {
        var (name, key) = (entry.Metadata.ShortName(), PlannedEntry.KeyOf(entry));
        var member = entry.Metadata.FindPrimaryKey()!.Properties[0].Name;
        return new IntegrityConflictException(
            [new IntegrityConflict(name, key, member, expected: key[0], actual: null)],
            [
                new IntegrityViolation(
                    RowLockCodes.Gone, name, violation => $"{violation.Entity} cannot be locked: the row no longer exists.", key: key),
            ],
            inner: null,
            [entry.ToUpdateEntry()]);
    }
}

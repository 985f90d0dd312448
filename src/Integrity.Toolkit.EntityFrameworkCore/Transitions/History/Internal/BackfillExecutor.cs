using System.Data.Common;
using System.Globalization;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Gives entities that are older than their history its first row: their present state.</summary>
/// <remarks>
/// Whoever moves such an entity meanwhile writes the same row, and only one of the two can: this one gives way. Only where the
/// row is there does the entity say so, in the same transaction.
/// </remarks>
internal sealed class BackfillExecutor(DbContext context, TransitionsPlan plan, int batchSize)
{
    private readonly ContextState _state = ContextState.Of(context);

    /// <summary>The rows first, and then their history, as a save does it: of two writers one waits, and neither for the other.</summary>
    private string? Lock => DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance)!.LockRows;

    private RowTable History => field ??= plan.History.In(context);

    public async Task<HistoryBackfill> RunAsync(CancellationToken cancellationToken)
    {
        plan.RequireActor(_state);
        var (written, skipped) = (0L, 0L);
        foreach (var table in Tables())
        {
            // What gave way to another writer is not there to be picked again.
            for (var idle = 0; idle < 2;)
            {
                var batch = await context.Database.CreateExecutionStrategy().ExecuteAsync(
                    table, WriteAsync, cancellationToken).ConfigureAwait(false);
                written += batch ?? 0;
                idle = batch == 0 ? idle + 1 : 0;
            }

            skipped += await CountAsync(table, cancellationToken).ConfigureAwait(false);
        }

        return new HistoryBackfill(written, skipped);
    }

    /// <returns>How many rows were written; null where the database ended the batch for another writer.</returns>
    private async Task<int?> WriteAsync(RowTable table, CancellationToken cancellationToken)
    {
        var own = context.Database.CurrentTransaction is null
            ? await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var insert = new RowCommand(context, CommandSource.ExecuteUpdate);
            var written = await insert.ExecuteAsync(Insert(insert, table), async: true, cancellationToken).ConfigureAwait(false);
            var update = new RowCommand(context, CommandSource.ExecuteUpdate);
            await update.ExecuteAsync(Update(update, table), async: true, cancellationToken).ConfigureAwait(false);
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return written;
        }
        catch (DbException failure) when (own is not null && IsLost(failure))
        {
            return null;
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool IsLost(DbException failure)
        => ProviderErrorReader.Find(failure) is var (_, found)
            && found.Kind is DatabaseErrorKind.Deadlock or DatabaseErrorKind.Serialization;

    private async Task<long> CountAsync(RowTable table, CancellationToken cancellationToken)
    {
        var command = new RowCommand(context, CommandSource.ExecuteUpdate);
        var sql = $"SELECT COUNT(*) FROM {table.Name} AS t WHERE {Waiting(command, table)}";
        return await command.NumberAsync(sql, async: true, cancellationToken).ConfigureAwait(false) ?? 0;
    }

    private string Insert(RowCommand command, RowTable table)
    {
        var actor = _state.CurrentActor();
        var record = new TransitionRecord
        {
            Origin = TransitionOrigin.Backfill,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Reason = _state.Acting.Reason,
            CorrelationId = _state.CurrentCorrelation(),
            OccurredAt = _state.UtcNow(),
            TableHash = plan.Table.Hash,
        };
        var status = $"t.{table.Column(plan.Status)}";
        var known = plan.Table.States.Select(state => command.Parameter(table.TypeOf(plan.Status), state));

        return plan.History.Insert(History, record, Differing, key => $"t.{table.Column(key)}", command)
            + $"FROM {table.Name} AS t\n"
            + $"WHERE {Waiting(command, table)} AND {status} IN ({string.Join(", ", known)})\n"
            + $"ORDER BY {string.Join(", ", plan.History.OwnerKey.Select(key => $"t.{table.Column(key)}"))} "
            + $"LIMIT {batchSize.ToString(CultureInfo.InvariantCulture)}{Lock}\nON CONFLICT DO NOTHING";

        string? Differing(IProperty property) => property.Name switch
        {
            nameof(TransitionRecord.Sequence) => "0",
            nameof(TransitionRecord.FromState) => "NULL",
            nameof(TransitionRecord.ToState) => plan.StateSql(status, table, History, command),
            _ => null,
        };
    }

    private string Update(RowCommand command, RowTable table)
    {
        var along = (ModelPlan.Of(context.Model).Find(plan.EntityType)?.Blocks ?? [])
            .SelectMany(block => block.Along)
            .Where(column => table.Has(column.Property))
            .Select(column => $", {table.Column(column.Property)} = {column.Next($"t.{table.Column(column.Property)}")}");
        var sequence = table.Column(plan.Sequence);

        return $"UPDATE {table.Name} AS t SET {sequence} = 0{string.Concat(along)}\n"
            + $"WHERE t.{sequence} IS NULL{Mine(command, table)}\n"
            + $"  AND EXISTS ({Rows(table)} AND h.{Column(nameof(TransitionRecord.Sequence))} = 0)\n"
            + $"  AND NOT EXISTS ({Rows(table)} AND h.{Column(nameof(TransitionRecord.Sequence))} > 0)";
    }

    /// <summary>Without a history, and without having had one.</summary>
    private string Waiting(RowCommand command, RowTable table)
        => $"t.{table.Column(plan.Sequence)} IS NULL{Mine(command, table)} AND NOT EXISTS ({Rows(table)})";

    private string Rows(RowTable table)
        => $"SELECT 1 FROM {History.Name} AS h WHERE "
            + plan.History.IsOf(copy => $"h.{History.Column(copy)}", key => $"t.{table.Column(key)}");

    /// <summary>Only the rows that follow this plan, in a table with others.</summary>
    private string Mine(RowCommand command, RowTable table)
    {
        var types = plan.EntityType.GetDerivedTypesInclusive().Where(type => !type.IsAbstract()).ToList();
        var mine = types.FindAll(type => TransitionsPlan.Of(type) == plan);
        if (plan.EntityType.FindDiscriminatorProperty() is { } discriminator && table.Has(discriminator))
        {
            var values = mine.Select(type => command.Parameter(table.TypeOf(discriminator), type.GetDiscriminatorValue()));
            return $" AND t.{table.Column(discriminator)} IN ({string.Join(", ", values)})";
        }

        return mine.Count == types.Count ? "" : throw NotSupported("has derived types with transitions of their own");
    }

    private List<RowTable> Tables()
    {
        var tables = RowTable.All(plan.EntityType, plan.Status, context.GetService<ISqlGenerationHelper>()).ToList();
        return tables.TrueForAll(table => table.Has(plan.Sequence) && plan.History.OwnerKey.All(table.Has))
            ? tables
            : throw NotSupported("has its status in another table than the sequence of it");
    }

    private NotSupportedException NotSupported(string why) => new(
        $"{plan.EntityType.ShortName()} {why}, so its rows cannot be told or changed by one statement. Load and move the entities: "
        + "each then gets its first history row.");

    private string Column(string name) => History.Column(plan.History.Type.FindProperty(name)!);
}

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

/// <summary>Inserts the first history row, with the current state, of entities that are older than their history.</summary>
/// <remarks>
/// Another writer that changes such an entity at the same time inserts the same row; then the insert of the backfill is skipped.
/// The sequence of the entity is only set if the row exists, in the same transaction.
/// </remarks>
internal sealed class BackfillExecutor(DbContext context, TransitionsPlan plan, int batchSize)
{
    private readonly ContextState _state = ContextState.Of(context);

    /// <summary>Locks the rows before their history, in the order of a save, to avoid deadlocks between two writers.</summary>
    private string? Lock => DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance)!.LockRows;

    private RowTable History => field ??= plan.History.In(context);

    public async Task<HistoryBackfill> RunAsync(CancellationToken cancellationToken)
    {
        plan.RequireActor(_state);
        var (written, skipped) = (0L, 0L);
        foreach (var table in Tables())
        {
            // Rows that another writer has inserted are not selected again.
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

    /// <summary>Writes one batch.</summary>
    /// <returns>The number of written rows; null if the database aborted the batch because of another writer.</returns>
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
        catch (Exception failure) when (own is not null && IsLost(failure))
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

    private static bool IsLost(Exception failure)
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

    /// <summary>Returns the condition that a row has no sequence and no history.</summary>
    private string Waiting(RowCommand command, RowTable table)
        => $"t.{table.Column(plan.Sequence)} IS NULL{Mine(command, table)} AND NOT EXISTS ({Rows(table)})";

    private string Rows(RowTable table)
        => $"SELECT 1 FROM {History.Name} AS h WHERE "
            + plan.History.IsOf(copy => $"h.{History.Column(copy)}", key => $"t.{table.Column(key)}");

    /// <summary>Returns the condition that a row of a shared table has this plan.</summary>
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
            : throw NotSupported("has its status and its sequence in different tables");
    }

    private NotSupportedException NotSupported(string why) => new(
        $"{plan.EntityType.ShortName()} {why}, so one statement cannot select and update its rows. Load the entities and change "
        + "their status: the save then writes the first history row of each.");

    private string Column(string name) => History.Column(plan.History.Type.FindProperty(name)!);
}

using System.Globalization;
using System.Linq.Expressions;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Counters;

/// <summary>Corrects the counters of one entity type.</summary>
/// <remarks>
/// One statement reads the counter and the count, and the counter is written only if it still has the same value. Any
/// concurrent change is detected by its value; if concurrent changes add up to zero, the correction is still right.
/// </remarks>
internal sealed class CounterReconciler<TEntity>(
    DbContext context,
    IEntityType entityType,
    Counter counter,
    Expression<Func<TEntity, long>> count,
    int batchSize)
    where TEntity : class
{
    /// <summary>The number of attempts without progress before rows that others change all the time are given up.</summary>
    private const int Patience = 5;

    private readonly IReadOnlyList<IProperty> _key = entityType.FindPrimaryKey()!.Properties;
    private readonly List<CounterCorrection> _corrections = [];

    /// <summary>Whether to include the rows that query filters exclude, because their counters are maintained too.</summary>
    public bool IgnoresFilters { get; init; }

    public async Task<CounterReconciliation> RunAsync(CancellationToken cancellationToken)
    {
        var query = new CounterDifferenceQuery<TEntity>(context, entityType, counter, count, IgnoresFilters);
        var isComplete = false;
        for (var tries = 0; !isComplete && tries < Patience;)
        {
            var (found, corrected) = await context.Database.CreateExecutionStrategy().ExecuteAsync(
                query, CorrectAsync, cancellationToken).ConfigureAwait(false);
            isComplete = found < batchSize && found == corrected.Count;
            tries = corrected.Count > 0 ? 0 : tries + 1;
            Keep(corrected);
        }

        var outside = await query.Outside().ToListAsync(cancellationToken).ConfigureAwait(false);
        return new CounterReconciliation(_corrections, [.. outside.Select(CreateViolation)], isComplete);
    }

    private async Task<(int Found, List<CounterCorrection> Corrected)> CorrectAsync(
        CounterDifferenceQuery<TEntity> query, CancellationToken cancellationToken)
    {
        var own = context.Database.CurrentTransaction is null
            ? await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var corrected = new List<CounterCorrection>();
            var rows = await query.Inside(batchSize).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var correction = Read(row);
                if (await WriteAsync(correction, cancellationToken).ConfigureAwait(false))
                {
                    corrected.Add(correction);
                }
            }

            if (own is not null)
            {
                await own.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return (rows.Count, corrected);
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> WriteAsync(CounterCorrection correction, CancellationToken cancellationToken)
    {
        // Several tables if derived types have tables of their own, because the table of the row is unknown.
        foreach (var table in RowTable.All(entityType, counter.Property, context.GetService<ISqlGenerationHelper>()))
        {
            var command = new RowCommand(context, CommandSource.ExecuteUpdate);
            var column = table.Column(counter.Property);
            var sql = $"UPDATE {table.Name} SET {column} = {command.Parameter("is", correction.NewValue)} "
                + $"WHERE {table.Where(command, correction.Key)} AND {column} = {command.Parameter("was", correction.OldValue)} "
                + $"RETURNING {column}";
            if (await command.NumberAsync(sql, async: true, cancellationToken).ConfigureAwait(false) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Keep(List<CounterCorrection> corrected)
    {
        _corrections.AddRange(corrected);
        foreach (var correction in corrected)
        {
            if (context.FindTracked(entityType.FindPrimaryKey()!, correction.Key) is { } entry
                && entry.State is EntityState.Unchanged or EntityState.Modified
                && !entry.IsPropertyModified(counter.Property))
            {
                entry.SetStoredValue(counter.Property, counter.Typed(correction.NewValue));
            }
        }
    }

    private CounterCorrection Read(object?[] row)
        => new(entityType.ShortName(), counter.Property.Name, row[.._key.Count], Number(row[_key.Count]), Number(row[_key.Count + 1]));

    private IntegrityViolation CreateViolation(object?[] row)
        => Read(row) is var correction && correction.NewValue < counter.Least
            ? CounterViolations.OfFloor(entityType.ShortName(), counter, correction.Key)
            : CounterViolations.OfCeiling(entityType.ShortName(), counter, correction.Key);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}

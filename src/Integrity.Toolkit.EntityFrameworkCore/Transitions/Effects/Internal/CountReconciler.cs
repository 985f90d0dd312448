using System.Linq.Expressions;
using System.Reflection;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>Compares the counters of principals with the rows that they count, and corrects them.</summary>
internal static class CountReconciler
{
    private static readonly MethodInfo OneMethod =
        typeof(CountReconciler).GetMethod(nameof(OneAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<CounterReconciliation> RunAsync<TEntity>(
        DbContext context, int batchSize, CancellationToken cancellationToken)
        where TEntity : class
    {
        var entityType = TransitionsPlan.TypeOf<TEntity>(context);
        var plan = TransitionsPlan.Of(entityType);
        if (plan.Effects.Counts.Count == 0)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} declares no counter. Call HasTransitions(...).WithCounter(...).");
        }

        var (corrections, violations, isComplete) = (new List<CounterCorrection>(), new List<IntegrityViolation>(), true);
        foreach (var count in plan.Effects.Counts)
        {
            var reconcile = OneMethod.MakeGenericMethod(typeof(TEntity), count.Principal.ClrType);
            var one = await ((Task<CounterReconciliation>)reconcile.Invoke(
                null, [context, entityType, plan, count, batchSize, cancellationToken])!).ConfigureAwait(false);
            corrections.AddRange(one.Corrections);
            violations.AddRange(one.Violations);
            isComplete &= one.IsComplete;
        }

        return new CounterReconciliation(corrections, violations, isComplete);
    }

    private static async Task<CounterReconciliation> OneAsync<TEntity, TPrincipal>(
        DbContext context,
        IEntityType entityType,
        TransitionsPlan plan,
        CountPlan count,
        int batchSize,
        CancellationToken cancellationToken)
        where TEntity : class
        where TPrincipal : class
    {
        var reconciliation = new CounterReconciler<TPrincipal>(
            context, count.Principal, count.Counter, Count<TEntity, TPrincipal>(context, entityType, plan, count), batchSize)
        {
            IgnoresFilters = true,
        };
        return await reconciliation.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the number of rows in the states that refer to a principal and are not soft-deleted.</summary>
    private static Expression<Func<TPrincipal, long>> Count<TEntity, TPrincipal>(
        DbContext context, IEntityType entityType, TransitionsPlan plan, CountPlan count)
        where TEntity : class
    {
        var principal = Expression.Parameter(typeof(TPrincipal), "principal");
        var row = Expression.Parameter(typeof(TEntity), "row");
        var counts = Expression.AndAlso(
            EffectsQuery.IsIn(row, plan, count.States.OrderBy(plan.Table.Text, StringComparer.Ordinal)),
            EffectsQuery.IsLive(row, entityType));
        for (var i = 0; i < count.ForeignKey.Properties.Count; i++)
        {
            var (foreign, key) = (count.ForeignKey.Properties[i], count.ForeignKey.PrincipalKey.Properties[i]);
            counts = Expression.AndAlso(
                counts,
                EffectsQuery.Same(
                    row.GetRowProperty(foreign), Expression.Convert(principal.GetRowProperty(key), foreign.ClrType)));
        }

        return Expression.Lambda<Func<TPrincipal, long>>(
            Expression.Call(
                typeof(Queryable),
                nameof(Queryable.LongCount),
                [typeof(TEntity)],
                context.Set<TEntity>().AsQueryable().Expression,
                Expression.Quote(Expression.Lambda<Func<TEntity, bool>>(counts, row))),
            principal);
    }
}

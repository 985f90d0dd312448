using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <inheritdoc/>
internal sealed class HistoryOwnerQuery<TOwner> : HistoryOwnerQuery
    where TOwner : class
{
    /// <summary>Returns the entities with the history.</summary>
    public static IQueryable<TOwner> All(DbContext context, TransitionsPlan plan)
        => (plan.EntityType.HasSharedClrType ? context.Set<TOwner>(plan.EntityType.Name) : context.Set<TOwner>()).AsNoTracking();

    public override Expression<Func<TransitionRecord, bool>> IsVisible(
        DbContext context, TransitionsPlan plan, IReadOnlyList<object?>? key = null)
    {
        var owners = All(context, plan);
        if (!plan.History.IsShared)
        {
            Expression<Func<TransitionRecord, bool>> isOwned = row => owners.Any(owner => HistoryFunctions.Owns(owner, row));
            return isOwned.Translate(plan);
        }

        // No index contains the keys as text: create them once, not for each row.
        if (key is not null)
        {
            var owner = Expression.Parameter(typeof(TOwner), "owner");
            owners = owners.Where(Expression.Lambda<Func<TOwner, bool>>(owner.HasKey(plan.History.OwnerKey, key), owner));
        }

        Expression<Func<TransitionRecord, bool>> isAmong = row =>
            owners.Select(owner => HistoryFunctions.KeyTextOf(owner)).Contains(HistoryFunctions.OwnerKeyTextOf(row));
        return isAmong.Translate(plan);
    }

    public override Task<HistoryReport> CheckAsync(
        DbContext context, TransitionsPlan plan, int maxInconsistencies, CancellationToken cancellationToken)
        => new HistoryCheck<TOwner>(context, plan, maxInconsistencies).RunAsync(cancellationToken);
}

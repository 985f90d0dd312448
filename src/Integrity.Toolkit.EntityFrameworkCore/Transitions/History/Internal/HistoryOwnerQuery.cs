using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Queries of histories together with their entities.</summary>
internal abstract class HistoryOwnerQuery
{
    public static HistoryOwnerQuery Of(TransitionsPlan plan)
        => (HistoryOwnerQuery)Activator.CreateInstance(typeof(HistoryOwnerQuery<>).MakeGenericType(plan.EntityType.ClrType))!;

    /// <summary>Returns the condition that the entity of a row passes the query filters of the context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="plan">The plan of the entities.</param>
    /// <param name="key">The key of the entity, if the query is limited to one.</param>
    /// <returns>The condition.</returns>
    public abstract Expression<Func<TransitionRecord, bool>> IsVisible(
        DbContext context, TransitionsPlan plan, IReadOnlyList<object?>? key = null);

    public abstract Task<HistoryReport> CheckAsync(
        DbContext context, TransitionsPlan plan, int maxInconsistencies, CancellationToken cancellationToken);
}

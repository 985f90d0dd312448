using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Questions about histories together with the entities that have them.</summary>
internal abstract class HistoryOwnerQuery
{
    public static HistoryOwnerQuery Of(TransitionsPlan plan)
        => (HistoryOwnerQuery)Activator.CreateInstance(typeof(HistoryOwnerQuery<>).MakeGenericType(plan.EntityType.ClrType))!;

    /// <summary>The condition that the context may see the entity of a row.</summary>
    /// <param name="context">The context.</param>
    /// <param name="plan">The plan of the entities.</param>
    /// <param name="key">The key of the only entity that is asked for, if that is known.</param>
    public abstract Expression<Func<TransitionRecord, bool>> IsVisible(
        DbContext context, TransitionsPlan plan, IReadOnlyList<object?>? key = null);

    public abstract Task<HistoryReport> CheckAsync(
        DbContext context, TransitionsPlan plan, int mostBreaks, CancellationToken cancellationToken);
}

using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>Questions about histories together with the entities that have them.</summary>
internal abstract class HistoryOwners
{
    public static HistoryOwners Of(TransitionsPlan plan)
        => (HistoryOwners)Activator.CreateInstance(typeof(HistoryOwners<>).MakeGenericType(plan.EntityType.ClrType))!;

    public abstract IQueryable<TransitionRecord> Visible(DbContext context, TransitionsPlan plan);

    public abstract Task<HistoryReport> CheckAsync(
        DbContext context, TransitionsPlan plan, int mostBreaks, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class HistoryOwners<TOwner> : HistoryOwners
    where TOwner : class
{
    /// <summary>The entities that have the history.</summary>
    public static IQueryable<TOwner> All(DbContext context, TransitionsPlan plan)
        => (plan.EntityType.HasSharedClrType ? context.Set<TOwner>(plan.EntityType.Name) : context.Set<TOwner>()).AsNoTracking();

    public override IQueryable<TransitionRecord> Visible(DbContext context, TransitionsPlan plan)
    {
        var owners = All(context, plan);
        return HistoryQuery.All(context, plan)
            .Where(row => owners.Any(owner => HistoryWords.Owns(owner, row)))
            .IgnoreQueryFilters(OwnFilters.Names)
            .In(plan);
    }

    public override Task<HistoryReport> CheckAsync(
        DbContext context, TransitionsPlan plan, int mostBreaks, CancellationToken cancellationToken)
        => new HistoryCheck<TOwner>(context, plan, mostBreaks).RunAsync(cancellationToken);
}

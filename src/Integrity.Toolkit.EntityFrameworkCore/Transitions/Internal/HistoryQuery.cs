using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>The history of one entity, by its key.</summary>
internal static class HistoryQuery
{
    /// <summary>The entities that have the history.</summary>
    public static IQueryable<TOwner> Owners<TOwner>(DbContext context, TransitionsPlan plan)
        where TOwner : class
        => (plan.History.Owner.HasSharedClrType ? context.Set<TOwner>(plan.History.Owner.Name) : context.Set<TOwner>()).AsNoTracking();

    public static IQueryable<TransitionRecord> Of(EntityEntry entry, TransitionsPlan plan)
    {
        var row = Expression.Parameter(typeof(TransitionRecord), "row");
        Expression? same = null;
        for (var i = 0; i < plan.History.Key.Count; i++)
        {
            var property = plan.History.Key[i];
            var key = entry.Property(plan.History.OwnerKey[i]).CurrentValue;

            // A field of an object, so that EF Core sends a parameter and compiles the query once.
            var value = Expression.Convert(
                Expression.Field(Expression.Constant(new Box(key)), nameof(Box.Value)), property.ClrType);
            var equal = Expression.Equal(
                Expression.Call(
                    typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name)),
                value);
            same = same is null ? equal : Expression.AndAlso(same, equal);
        }

        return entry.Context.Set<TransitionRecord>(plan.HistoryName)
            .AsNoTracking()
            .Where(Expression.Lambda<Func<TransitionRecord, bool>>(same!, row))
            .OrderBy(record => record.Sequence);
    }

    private sealed class Box(object? value)
    {
        public readonly object? Value = value;
    }
}

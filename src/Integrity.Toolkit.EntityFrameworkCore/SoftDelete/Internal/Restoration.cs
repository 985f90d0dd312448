using System.Reflection;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Restores a deleted entity and the rows that were deleted together with it.</summary>
internal static class Restoration
{
    private static readonly MethodInfo LoadMethod =
        typeof(Restoration).GetMethod(nameof(LoadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<int> PrepareAsync(
        EntityEntry entry,
        SoftDeletePlan plan,
        CancellationToken cancellationToken)
    {
        if (entry.Property(plan.At).CurrentValue is null)
        {
            return 0;
        }

        // Everything is loaded before anything is changed, so that cancellation leaves the entities unchanged.
        var together = new List<(EntityEntry Row, SoftDeletePlan Plan)> { (entry, plan) };
        if (entry.Property(plan.Id).CurrentValue is Guid id)
        {
            foreach (var dependent in Dependents(entry.Metadata))
            {
                var dependentPlan = SoftDeletePlan.Find(dependent)!;
                var rows = await ((Task<List<object>>)LoadMethod.MakeGenericMethod(dependent.ClrType).Invoke(
                    null, [entry.Context, dependent, dependentPlan.Id.Name, id, cancellationToken])!).ConfigureAwait(false);
                together.AddRange(rows.Select(entry.Context.Entry)
                    .Where(row => row.Entity != entry.Entity && row.Property(dependentPlan.At).CurrentValue is not null)
                    .Select(row => (row, dependentPlan)));
            }
        }

        foreach (var (row, rowPlan) in together)
        {
            Revive(row, rowPlan);
        }

        return together.Count;
    }

    private static void Revive(EntityEntry entry, SoftDeletePlan plan)
    {
        entry.Property(plan.At).CurrentValue = null;
        entry.Property(plan.By).CurrentValue = null;
        entry.Property(plan.Reason).CurrentValue = null;
        entry.Property(plan.Id).CurrentValue = null;
    }

    /// <summary>Returns the distinct soft-deletable types that a deletion of the type can include, by their roots.</summary>
    private static HashSet<IEntityType> Dependents(IEntityType removed)
    {
        var found = new HashSet<IEntityType>();
        var seen = new HashSet<IEntityType>();
        var open = new Queue<IEntityType>(removed.GetAllBaseTypesInclusive().Concat(removed.GetDerivedTypes()));
        while (open.TryDequeue(out var principal))
        {
            foreach (var foreignKey in principal.GetReferencingForeignKeys().Where(SoftDeleteDependents.Cascades))
            {
                var dependent = foreignKey.DeclaringEntityType;
                if (!seen.Add(dependent))
                {
                    continue;
                }

                if (SoftDeletePlan.Find(dependent) is not null)
                {
                    found.Add(dependent);
                }

                foreach (var next in dependent.GetDerivedTypesInclusive())
                {
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static async Task<List<object>> LoadAsync<TEntity>(
        DbContext context,
        IEntityType entityType,
        string idName,
        Guid? id,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        var set = entityType.HasSharedClrType ? context.Set<TEntity>(entityType.Name) : context.Set<TEntity>();
        return [.. await set.IgnoreQueryFilters(ToolkitQueryFilters.Names)
            .AsTracking()
            .Where(row => EF.Property<Guid?>(row, idName) == id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)];
    }
}

using System.Collections.Frozen;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The effects of status changes of an entity type: timestamps, deadlines and counters.</summary>
internal sealed class EffectsPlan
{
    private EffectsPlan(
        IProperty status,
        IReadOnlyList<TimestampPlan> stamps,
        IReadOnlyList<DeadlinePlan> deadlines,
        IReadOnlyList<CountPlan> counts)
    {
        (Stamps, Deadlines, Counts) = (stamps, deadlines, counts);
        Counted = [.. counts.SelectMany(count => count.ForeignKey.Properties).Prepend(status).Distinct()];
    }

    public IReadOnlyList<TimestampPlan> Stamps { get; }

    public IReadOnlyList<DeadlinePlan> Deadlines { get; }

    public IReadOnlyList<CountPlan> Counts { get; }

    public bool HasColumns => Stamps.Count + Deadlines.Count > 0;

    /// <summary>
    /// Gets the properties that decide where a row is counted, the status first. Deleted rows are excluded separately.
    /// </summary>
    public IReadOnlyList<IProperty> Counted { get; }

    public static EffectsPlan Of(IEntityType entityType, IProperty status, EffectsDeclaration declared)
        => new(
            status,
            [.. declared.Stamps.Select(stamp => new TimestampPlan(
                entityType.FindProperty(stamp.Property)!,
                stamp.On.ToFrozenSet(),
                stamp.ClearedOn.ToFrozenSet(),
                stamp.KeepsFirst))],
            [.. declared.Deadlines.Select(deadline => new DeadlinePlan(
                entityType.FindProperty(deadline.Property)!,
                deadline.Priority is null ? null : entityType.FindProperty(deadline.Priority)!,
                deadline.Stages
                    .SelectMany(stage => stage.States, (stage, state) => (stage, state))
                    .ToFrozenDictionary(item => item.state, item => item.stage)))],
            [.. declared.Counts.Select(count => Of(entityType, count))]);

    private static CountPlan Of(IEntityType entityType, CountDeclaration declared)
    {
        var foreignKey = (IForeignKey)declared.FindForeignKey(entityType)!;
        var counter = foreignKey.PrincipalEntityType.FindProperty(declared.Counter)!;
        counter.KeepVersionExemption();
        return new CountPlan(foreignKey, counter, declared.States.ToFrozenSet());
    }
}

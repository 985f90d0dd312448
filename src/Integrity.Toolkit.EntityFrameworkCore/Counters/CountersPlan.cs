using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>The counters of an entity type whose bounds are declared, those of its base types too.</summary>
internal sealed record CountersPlan(string Block, IReadOnlyList<Counter> Counters) : BlockPlan(Block, EnforcementMode.Enforce)
{
    /// <summary>The beginning of the codes of a counter for which none is declared.</summary>
    public const string Undeclared = "counter";

    /// <summary>A set-based statement is held by the CHECK.</summary>
    public override bool GuardsSetBased => false;

    /// <summary>Only its bounds are looked at.</summary>
    public override bool IsReported => false;

    public Counter? Find(string property) => Counters.FirstOrDefault(counter => counter.Property.Name == property);

    /// <summary>A counter with the bounds that are declared for it, or with those of its type.</summary>
    public static Counter Of(IEntityType entityType, IProperty counter)
        => ModelPlan.FindDeclared<CountersPlan>(entityType)?.Find(counter.Name)
            ?? new Counter(counter, Undeclared, Floor: null, Ceiling: null, CeilingProperty: null);

    public static void Add(string block, IEntityType entityType, IReadOnlyList<Counter> declared)
    {
        if (declared.Count > 0)
        {
            var inherited = ModelPlan.FindDeclared<CountersPlan>(entityType)?.Counters ?? [];
            ModelPlan.Add(entityType, new CountersPlan(block, [.. inherited, .. declared]));
        }
    }
}

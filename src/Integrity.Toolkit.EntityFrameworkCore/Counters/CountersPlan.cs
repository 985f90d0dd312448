using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>The declared counters of an entity type, including those of its base types.</summary>
internal sealed record CountersPlan(string Block, IReadOnlyList<Counter> Counters) : BlockPlan(Block, EnforcementMode.Enforce)
{
    /// <summary>The code prefix of counters that are not declared.</summary>
    public const string Undeclared = "counter";

    /// <summary>False, because the CHECK constraint covers set-based statements.</summary>
    public override bool GuardsSetBased => false;

    /// <summary>False, because only the bounds are checked.</summary>
    public override bool IsReported => false;

    public Counter? Find(string property) => Counters.FirstOrDefault(counter => counter.Property.Name == property);

    /// <summary>Returns a counter with its declared bounds, or with the range of its type.</summary>
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

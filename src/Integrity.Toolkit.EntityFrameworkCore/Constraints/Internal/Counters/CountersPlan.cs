using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints;

/// <summary>The counters of an entity type, those of its base types too.</summary>
internal sealed record CountersPlan(IReadOnlyList<Counter> Counters)
    : BlockPlan(ConstraintsConvention.BlockName, IntegrityMode.Enforce)
{
    /// <summary>A set-based statement is held by the CHECK.</summary>
    public override bool GuardsSetBased => false;

    /// <summary>Only its bounds are looked at.</summary>
    public override bool IsReported => false;

    public Counter? Find(string property) => Counters.FirstOrDefault(counter => counter.Property.Name == property);

    public static InvalidOperationException NoCounter(string entity, string property)
        => new($"{entity}.{property} is not a counter in this context. Call UseConstraints() for the context, and HasCounter() for "
            + $"{property}.");

    public static void Add(IEntityType entityType, IReadOnlyList<CounterDeclaration> declared)
    {
        if (declared.Count > 0)
        {
            var inherited = ModelPlan.FindDeclared<CountersPlan>(entityType)?.Counters ?? [];
            ModelPlan.Add(entityType, new CountersPlan([.. inherited, .. declared.Select(counter => counter.Plan(entityType))]));
        }
    }
}

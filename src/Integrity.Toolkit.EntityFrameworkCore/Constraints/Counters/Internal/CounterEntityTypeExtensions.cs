using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>Gets the counters that HasCounter declares.</summary>
internal static class CounterEntityTypeExtensions
{
    /// <exception cref="InvalidOperationException">The property is not a declared counter.</exception>
    public static Counter GetDeclaredCounter(this IEntityType? entityType, string entity, string property)
        => (entityType is null ? null : ModelPlan.FindDeclared<CountersPlan>(entityType))?.Find(property)
            ?? throw new InvalidOperationException(
                $"{entity}.{property} is not a counter in this context. Call UseConstraints() for the context, and HasCounter() for "
                + $"{property}.");
}

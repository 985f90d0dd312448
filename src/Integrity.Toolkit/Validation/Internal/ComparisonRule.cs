namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Compares a value with another member. The rule is met if the other value is null.</summary>
internal sealed class ComparisonRule<T, TValue>(OtherValue<T, TValue> other, ComparisonOperator @operator) : RelativeRule<T, TValue>
    where T : notnull
    where TValue : IComparable<TValue>
{
    public override bool IsMet(T entity, TValue value, ref RuleRun run)
    {
        if (!other.TryRead(entity, out var known))
        {
            return true;
        }

        if (NumberTraits.IsNaN(value) || NumberTraits.IsNaN(known))
        {
            return false;
        }

        var order = ValueOrder.Compare(value, known);

        return @operator switch
        {
            ComparisonOperator.AtLeast => order >= 0,
            ComparisonOperator.AtMost => order <= 0,
            ComparisonOperator.GreaterThan => order > 0,
            _ => order < 0,
        };
    }
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A value that stands in some order to another member; an unknown one stands in none, and is no failure.</summary>
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

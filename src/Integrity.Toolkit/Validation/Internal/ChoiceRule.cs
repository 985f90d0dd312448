using System.Collections.Frozen;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>One of a few values: looked through in their order.</summary>
internal sealed class ChoiceRule<TValue>(TValue[] values) : ValueRule<TValue>
{
    public const int Most = 8;

    public override bool IsMet(TValue value)
    {
        foreach (var known in values)
        {
            if (EqualityComparer<TValue>.Default.Equals(known, value))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One of many values, or of values that are compared in some way.</summary>
internal sealed class ChoiceOfManyRule<TValue>(IEnumerable<TValue> values, IEqualityComparer<TValue>? comparer) : ValueRule<TValue>
{
    private readonly FrozenSet<TValue> _values = values.ToFrozenSet(comparer);

    public override bool IsMet(TValue value) => _values.Contains(value);
}

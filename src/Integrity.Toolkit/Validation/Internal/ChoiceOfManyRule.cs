using System.Collections.Frozen;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires one of many values, or one of several values with a comparer.</summary>
internal sealed class ChoiceOfManyRule<TValue>(IEnumerable<TValue> values, IEqualityComparer<TValue>? comparer) : ValueRule<TValue>
{
    private readonly FrozenSet<TValue> _values = values.ToFrozenSet(comparer);

    public override bool IsMet(TValue value) => _values.Contains(value);
}

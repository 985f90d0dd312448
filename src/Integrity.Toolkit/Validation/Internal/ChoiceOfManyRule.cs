using System.Collections.Frozen;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>One of many values, or of values that are compared in some way.</summary>
internal sealed class ChoiceOfManyRule<TValue>(IEnumerable<TValue> values, IEqualityComparer<TValue>? comparer) : ValueRule<TValue>
{
    private readonly FrozenSet<TValue> _values = values.ToFrozenSet(comparer);

    public override bool IsMet(TValue value) => _values.Contains(value);
}

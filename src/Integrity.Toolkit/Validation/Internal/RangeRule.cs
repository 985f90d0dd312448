namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires a value between bounds in its natural order; strings are compared ordinally.</summary>
internal sealed class RangeRule<TValue>(Bounds<TValue> bounds) : ValueRule<TValue>
    where TValue : IComparable<TValue>
{
    private readonly Bounds<TValue> _bounds = bounds;

    public override bool IsMet(TValue value)
        => !NumberTraits.IsNaN(value)
            && (!_bounds.HasMin || IsInside(ValueOrder.Compare(value, _bounds.Min), _bounds.IsMinExclusive))
            && (!_bounds.HasMax || IsInside(ValueOrder.Compare(_bounds.Max, value), _bounds.IsMaxExclusive));

    private static bool IsInside(int distance, bool isExclusive) => isExclusive ? distance > 0 : distance >= 0;
}

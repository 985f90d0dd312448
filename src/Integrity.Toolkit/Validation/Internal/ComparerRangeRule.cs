namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires a value between bounds, with a comparer.</summary>
internal sealed class ComparerRangeRule<TValue>(Bounds<TValue> bounds, IComparer<TValue> comparer) : ValueRule<TValue>
{
    public override bool IsMet(TValue value)
        => (!bounds.HasMin || comparer.Compare(value, bounds.Min) > (bounds.IsMinExclusive ? 0 : -1))
            && (!bounds.HasMax || comparer.Compare(value, bounds.Max) < (bounds.IsMaxExclusive ? 0 : 1));
}

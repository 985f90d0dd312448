namespace Integrity.Toolkit.Validation.Internal;

internal sealed class ConditionRule<TValue>(Func<TValue, bool> condition) : ValueRule<TValue>
{
    public override bool IsMet(TValue value) => condition(value);
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule for values, applied to a member that may have none.</summary>
internal sealed class LiftedRule<TValue>(ValueRule<TValue> rule) : ValueRule<TValue?>
    where TValue : struct
{
    public override bool IsMet(TValue? value) => rule.IsMet(value.GetValueOrDefault());
}

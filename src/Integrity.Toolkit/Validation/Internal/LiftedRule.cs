namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Applies a rule for values to a nullable member.</summary>
internal sealed class LiftedRule<TValue>(ValueRule<TValue> rule) : ValueRule<TValue?>
    where TValue : struct
{
    public override bool IsMet(TValue? value) => rule.IsMet(value.GetValueOrDefault());
}

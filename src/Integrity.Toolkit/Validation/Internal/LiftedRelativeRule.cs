namespace Integrity.Toolkit.Validation.Internal;

/// <inheritdoc cref="LiftedRule{TValue}"/>
internal sealed class LiftedRelativeRule<T, TValue>(RelativeRule<T, TValue> rule) : RelativeRule<T, TValue?>
    where T : notnull
    where TValue : struct
{
    public override bool IsMet(T entity, TValue? value, ref RuleRun run)
        => rule.IsMet(entity, value.GetValueOrDefault(), ref run);
}

namespace Integrity.Toolkit.Validation.Internal;

internal sealed class ContextRule<T, TValue>(Func<TValue, RuleContext, bool> condition) : RelativeRule<T, TValue>
    where T : notnull
{
    public override bool IsMet(T entity, TValue value, ref RuleRun run) => condition(value, run.Context);
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A database rule of a member whose other rules are met.</summary>
internal sealed class DatabaseRulePart<T, TValue>(RuleDescription about, RuleScope<T>? scope, Func<T, object?>[] within)
    : ChainPart<T, TValue>(about, scope)
    where T : notnull
{
    protected override void CheckValue(T entity, TValue value, ref RuleRun run)
    {
        if (run.CollectsQuestions && KeyValues.TryRead(entity, value, within, out var values))
        {
            run.AddDatabaseCheck(About, entity, values);
        }
    }
}

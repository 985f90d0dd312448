namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that the database answers, about a member that is alright as far as memory knows.</summary>
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

using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The rules of the object in a member, or of an item of its collection.</summary>
internal sealed class NestedPart<T, TValue, TNested>(
    RuleDescription about, RuleScope<T>? scope, RuleMember member, EntityRules<TNested> rules)
    : ChainPart<T, TValue>(about, scope)
    where T : notnull
    where TNested : notnull
{
    protected override void CheckValue(T entity, TValue value, ref RuleRun run)
    {
        if (value is not TNested nested || run.Subject?.Descends(member) is false)
        {
            return;
        }

        var (mark, known, met, index, filters) = (run.Mark, run.Known, run.Met, run.Index, run.Filters);
        (run.Known, run.Met, run.Index, run.Filters) = (0, 0, -1, false);
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            rules.CheckVisited(nested, ref run);
        }
        else
        {
            run.ThrowIfTooDeep();
        }

        (run.Known, run.Met, run.Index, run.Filters, run.Step) = (known, met, index, filters, -1);
        if (run.Mark != mark)
        {
            run.PutUnder(run.PathTo(member)!, mark);
        }
    }
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that applies to the entity as a whole.</summary>
internal sealed class EntityUnit<T>(RuleDescription about, RuleScope<T>? scope, Func<T, RuleContext, bool> isMet) : RuleUnit<T>(about.Member)
    where T : notnull
{
    private RuleMember[] _members = [];

    public override void Freeze()
    {
        Member = about.Member;
        _members = [.. about.Members];
    }

    public override RuleDescription? At(int step) => about;

    public override void Check(T entity, ref RuleRun run)
    {
        if ((!run.Filters || about.ReadsEverything || run.IsModified(_members))
            && (scope is null || scope.Applies(entity, ref run))
            && !isMet(entity, run.Context))
        {
            run.AddViolation<object?>(about, value: null, hasValue: false);
        }
    }
}

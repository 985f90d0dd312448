namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A part that runs after the rules of a value are met: the rules of a nested object, or a database rule.</summary>
internal abstract class ChainPart<T, TValue>(RuleDescription about, RuleScope<T>? scope)
    where T : notnull
{
    private RuleMember[] _others = [];

    public RuleDescription About => about;

    public void Freeze(RuleMember own) => _others = [.. about.Members.Where(member => member != own)];

    public void Check(T entity, TValue value, bool isModified, ref RuleRun run)
    {
        if ((isModified || about.ReadsEverything || run.IsModified(_others)) && (scope is null || scope.Applies(entity, ref run)))
        {
            CheckValue(entity, value, ref run);
        }
    }

    protected abstract void CheckValue(T entity, TValue value, ref RuleRun run);
}

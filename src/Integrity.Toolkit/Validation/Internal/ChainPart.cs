namespace Integrity.Toolkit.Validation.Internal;

/// <summary>What follows when the rules of a value are met: the rules of a nested object, a question to the database.</summary>
internal abstract class ChainPart<T, TValue>(RuleDescription about, RuleScope<T>? scope)
    where T : notnull
{
    private RuleMember[] _others = [];

    public RuleDescription About => about;

    public void Freeze(RuleMember own) => _others = [.. about.Members.Where(member => member != own)];

    public void Check(T entity, TValue value, bool isModified, ref RuleRun run)
    {
        if ((isModified || about.ReadsEverything || run.IsModified(_others) || IsAskedAnew(run.Context.Operation)) && (scope is null || scope.Applies(entity, ref run)))
        {
            CheckValue(entity, value, ref run);
        }
    }

    /// <summary>Whether an operation makes a difference to a value that it leaves as it is.</summary>
    protected virtual bool IsAskedAnew(EntityOperation? operation) => false;

    protected abstract void CheckValue(T entity, TValue value, ref RuleRun run);
}

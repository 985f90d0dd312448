namespace Integrity.Toolkit.Validation.Internal;

/// <summary>One rule of a member, with the conditions under which it applies.</summary>
internal sealed class ChainRule<T, TValue>(
    RuleDescription about, RuleScope<T>? scope, ValueRule<TValue>? rule, RelativeRule<T, TValue>? relative, bool refusesNull)
    where T : notnull
{
    private RuleMember[] _others = [];

    public RuleDescription About => about;

    public ValueRule<TValue>? Rule => rule;

    /// <summary>Whether the rule always applies and depends only on the value.</summary>
    public bool IsPlain => scope is null && relative is null;

    public bool RejectsNull => refusesNull;

    public void Freeze(RuleMember own) => _others = [.. about.Members.Where(member => member != own)];

    public bool Applies(T entity, bool isModified, ref RuleRun run)
        => (isModified || about.ReadsEverything || run.IsModified(_others)) && (scope is null || scope.Applies(entity, ref run));

    public bool IsMet(T entity, TValue value, ref RuleRun run)
    {
        if (value is null && relative is not { SeesNull: true })
        {
            return !refusesNull;
        }

        return relative is null ? rule is null || rule.IsMet(value) : relative.IsMet(entity, value, ref run);
    }
}

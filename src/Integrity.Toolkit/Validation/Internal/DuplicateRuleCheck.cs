namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Finds duplicate rules of a member. A rule can be compared only when its code and severity are final: at the next
/// declaration.
/// </summary>
internal sealed class DuplicateRuleCheck
{
    private readonly HashSet<(string?, bool, string, ViolationSeverity, RuleScope?, string?)> _known = [];
    private RuleDescription[] _awaited = [];

    public IReadOnlyList<RuleDescription> Awaited => _awaited;

    public void Await(ReadOnlySpan<RuleDescription> together) => _awaited = together.ToArray();

    public void Settle(Type rules, Type entity)
    {
        var awaited = _awaited.Where(rule => rule.Kind != RuleKind.Nested).ToList();
        _awaited = [];
        foreach (var key in awaited.Select(KeyOf).Distinct())
        {
            if (!_known.Add(key))
            {
                var (member, _, code, _, _, _) = key;
                throw new ArgumentException(
                    $"{rules.Name}: {entity.Name}{(member is null ? "" : "." + member)} has two rules with the code '{code}'. Merge "
                    + "them, or specify a different code for one of them with WithCode(...).");
            }
        }
    }

    private static (string?, bool, string, ViolationSeverity, RuleScope?, string?) KeyOf(RuleDescription rule) => (
        rule.Member?.Name,
        rule.IsForEachItem,
        rule.Code,
        rule.Severity,
        rule.Scope,
        rule.Other?.Name ?? (rule.Target is null ? null : $"{rule.Target} {string.Join(',', rule.KeyMembers)}"));
}

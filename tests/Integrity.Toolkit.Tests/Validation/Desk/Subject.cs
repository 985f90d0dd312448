using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>An entity with the given modified members.</summary>
internal sealed class Subject(params string[] modified) : IRuleSubject
{
    public static readonly RuleContext Create = new() { Operation = EntityOperation.Create };

    public static readonly RuleContext Update = new() { Operation = EntityOperation.Update };

    public string Name => "Thing";

    public IReadOnlyList<object?> Key { get; init; } = [7];

    public List<string> Asked { get; } = [];

    public string[] NotDescended { get; init; } = [];

    public bool IsModified(RuleMember member)
    {
        Asked.Add(member.Name);

        return modified.Contains(member.Name);
    }

    public bool Descends(RuleMember member) => !NotDescended.Contains(member.Name);
}

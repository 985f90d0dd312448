using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The check whether a referenced row exists.</summary>
internal sealed class ReferenceCandidate
{
    public ReferenceCandidate(DatabaseRuleCheck question, SaveContext save)
    {
        Question = question;
        var target = RuleDeclarationValidator.Target(save.Context.Model, question.Rule)!;
        Target = new LookupTarget(
            target, RuleDeclarationValidator.TargetProperties(target, question.Rule)!, question.Rule.IgnoresFilters);
        Values = new RowValues(Target.Properties, Present(question, save));
    }

    public DatabaseRuleCheck Question { get; }

    public LookupTarget Target { get; }

    public RowValues Values { get; }

    /// <summary>
    /// Returns the values in the change tracker, if the object is tracked: the object does not contain a foreign key to a new
    /// row yet.
    /// </summary>
    private static IReadOnlyList<object?> Present(DatabaseRuleCheck question, SaveContext save)
    {
        if (question.Rule.IsForEachItem || save.Context.FindTracked(question.Entity) is not { } entry)
        {
            return question.Values;
        }

        return [.. question.Rule.KeyMembers.Select((member, i) => entry.Metadata.FindProperty(member.Name) is { } property
            ? entry.GetCurrentValue(property)
            : question.Values[i])];
    }
}

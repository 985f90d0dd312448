using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Validation;

/// <summary>The question whether a row exists that an entity refers to.</summary>
internal sealed class Reference
{
    public Reference(RuleQuestion question, SaveSession session)
    {
        Question = question;
        var target = RuleShape.Target(session.Context.Model, question.Rule)!;
        Target = new QuestionTarget(
            target, RuleShape.TargetProperties(target, question.Rule)!, question.Rule.IgnoresFilters);
        Values = new Values(Target.Properties, Present(question, session));
    }

    public RuleQuestion Question { get; }

    public QuestionTarget Target { get; }

    public Values Values { get; }

    /// <summary>
    /// The values EF Core knows, where it tracks the object: a foreign key to a new row is not in the object yet.
    /// </summary>
    private static IReadOnlyList<object?> Present(RuleQuestion question, SaveSession session)
    {
        if (question.Rule.IsForEachItem || ChangedEntries.Find(session.Context, question.Entity) is not { } entry)
        {
            return question.Values;
        }

        return [.. question.Rule.KeyMembers.Select((member, i) => entry.Metadata.FindProperty(member.Name) is { } property
            ? ChangedEntries.Current(entry, property)
            : question.Values[i])];
    }
}

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Describes a question that only the database can answer, for one entity: does this exist, is that taken?
/// </summary>
internal sealed class DatabaseRuleCheck
{
    private readonly bool _showsValues;
    private MemberPath? _path;

    internal DatabaseRuleCheck(
        RuleDescription rule, object entity, IRuleSubject subject, IReadOnlyList<object?> values, MemberPath? path, bool showsValues)
    {
        Rule = rule;
        Entity = entity;
        Subject = subject;
        Values = values;
        _path = path;
        _showsValues = showsValues;
    }

    /// <summary>Gets the rule: of kind <see cref="RuleKind.Exists"/> or <see cref="RuleKind.Unique"/>.</summary>
    public RuleDescription Rule { get; }

    /// <summary>Gets the object that has the values: the entity, or one nested in it.</summary>
    public object Entity { get; }

    /// <summary>Gets what the caller said of the entity.</summary>
    public IRuleSubject Subject { get; }

    /// <summary>
    /// Gets the values of <see cref="RuleDescription.KeyMembers"/>; none is <see langword="null"/>, for then there is no
    /// question.
    /// </summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>Makes the violation for a question that was answered with no.</summary>
    /// <returns>The violation.</returns>
    public IntegrityViolation CreateViolation()
        => Rule.CreateViolation(Subject.Name, Subject.Key, _path, Values.Count == 1 ? Values[0] : Values, _showsValues);

    internal void PutUnder(MemberPath path) => _path = path.Then(_path);
}

using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// A rule that only the database can evaluate for an entity: a row exists, or a value is unique.
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

    /// <summary>Gets the object that has the values: the entity or a nested object.</summary>
    public object Entity { get; }

    /// <summary>Gets the tracking information about the entity.</summary>
    public IRuleSubject Subject { get; }

    /// <summary>
    /// Gets the values of <see cref="RuleDescription.KeyMembers"/>. None is <see langword="null"/>: the rule does not apply to
    /// null.
    /// </summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>Creates the violation for a rule that is not met.</summary>
    /// <returns>The violation.</returns>
    public IntegrityViolation CreateViolation()
        => Rule.CreateViolation(Subject.Name, Subject.Key, _path, Values.Count == 1 ? Values[0] : Values, _showsValues);

    internal void PutUnder(MemberPath path) => _path = path.Then(_path);
}

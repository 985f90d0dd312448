using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Makes violations in the words of the built-in rules, for rules that come from elsewhere, such as the columns of a model.
/// </summary>
internal static class RuleViolations
{
    /// <summary>
    /// Creates a violation whose message is that of the rule which has the code.
    /// </summary>
    /// <param name="code">One of <see cref="RuleCodes"/>; any other code has a message that names it.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="path">The member, or <see langword="null"/> when the entity as a whole is meant.</param>
    /// <param name="key">The values of the primary key, in its order; empty when not known yet.</param>
    /// <param name="arguments">The constants of the rule by name, as <see cref="RuleKind"/> lists them.</param>
    /// <param name="severity">Whether the change is stopped.</param>
    /// <returns>The violation.</returns>
    /// <exception cref="ArgumentException">The code or entity is empty.</exception>
    public static IntegrityViolation Create(
        string code,
        string entity,
        MemberPath? path = null,
        IReadOnlyList<object?>? key = null,
        IReadOnlyDictionary<string, object?>? arguments = null,
        ViolationSeverity severity = ViolationSeverity.Error)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);

        return new IntegrityViolation(code, entity, RuleMessages.Of(code), path, key, arguments, severity);
    }
}

using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Creates violations with built-in messages for rules from other sources, such as the columns of a model.
/// </summary>
internal static class RuleViolations
{
    /// <summary>
    /// Creates a violation with the message of the rule that has the code.
    /// </summary>
    /// <param name="code">One of <see cref="RuleCodes"/>; the message of any other code includes the code.</param>
    /// <param name="entity">The name of the entity type, without its namespace.</param>
    /// <param name="path">The path of the member, or <see langword="null"/> for the entity as a whole.</param>
    /// <param name="key">The primary key values, in key order; empty while the key is unknown.</param>
    /// <param name="arguments">The arguments of the rule by name, see <see cref="RuleKind"/>.</param>
    /// <param name="severity">Whether the violation rejects the change.</param>
    /// <returns>The violation.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> or <paramref name="entity"/> is empty.</exception>
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

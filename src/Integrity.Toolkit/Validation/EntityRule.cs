using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Configures a rule that applies to an entity as a whole, or to several members together.
/// </summary>
/// <typeparam name="T">The type of the entity.</typeparam>
public sealed class EntityRule<T>
    where T : notnull
{
    private readonly EntityRules<T> _rules;
    private readonly RuleDescription _rule;

    internal EntityRule(EntityRules<T> rules, RuleDescription rule)
    {
        _rules = rules;
        _rule = rule;
    }

    /// <summary>
    /// Specifies the member in the path of the violation. If it is called several times, the first call determines the path.
    /// </summary>
    /// <remarks>A rule whose members cannot be determined runs when one of the specified members changes.</remarks>
    /// <typeparam name="TValue">The type of the member.</typeparam>
    /// <param name="member">The member, such as <c>x => x.Used</c>.</param>
    /// <returns>The same rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> does not select a member.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> On<TValue>(Expression<Func<T, TValue>> member)
    {
        var named = _rules.Member(MemberAccess.Of(member, _rules.GetType().Name, nameof(member)));
        _rule.Member ??= named;
        _rule.ReadsEverything &= _rule.Expression is not null;
        _rule.Members = [.. _rule.Members.Append(named).Distinct()];

        return this;
    }

    /// <summary>Specifies the code of the rule.</summary>
    /// <param name="code">The stable code, lower case and dotted.</param>
    /// <returns>The same rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> WithCode(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        _rules.ThrowIfInUse();
        _rule.Code = code;

        return this;
    }

    /// <summary>Specifies the message of the rule, which is created when it is read, in the current culture.</summary>
    /// <param name="message">Creates the message.</param>
    /// <returns>The same rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _rules.ThrowIfInUse();
        _rule.Message = message;

        return this;
    }

    /// <summary>Reports a violation as a warning, which does not reject the change.</summary>
    /// <returns>The same rule.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> AsWarning()
    {
        _rules.ThrowIfInUse();
        _rule.Severity = ViolationSeverity.Warning;

        return this;
    }

    /// <summary>
    /// Also enforces the rule in the database with a CHECK constraint, for every program, if <c>UseValidation()</c> is called for
    /// a context.
    /// </summary>
    /// <remarks>
    /// The next migration creates the constraint and fails if existing rows violate the rule. Building the model throws if the
    /// condition cannot be translated exactly. A violation that the database reports has the code and the message of the rule.
    /// </remarks>
    /// <returns>The same rule.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> CheckInDatabase()
    {
        _rules.ThrowIfInUse();
        _rule.IsCheckedInDatabase = true;

        return this;
    }
}

using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Says more about a rule that concerns an entity as a whole, or several members together.
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
    /// Names the member that a violation points at; with several calls the first.
    /// </summary>
    /// <remarks>For a condition whose members are not known, the members named here are those whose change matters.</remarks>
    /// <typeparam name="TValue">The type of the member.</typeparam>
    /// <param name="member">The member, such as <c>x => x.Used</c>.</param>
    /// <returns>The same rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> is no member.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> On<TValue>(Expression<Func<T, TValue>> member)
    {
        var named = _rules.Member(MemberAccess.Of(member, _rules.GetType().Name, nameof(member)));
        _rule.Member ??= named;
        _rule.ReadsEverything &= _rule.Expression is not null;
        _rule.Members = [.. _rule.Members.Append(named).Distinct()];

        return this;
    }

    /// <summary>Gives the rule a code of its own.</summary>
    /// <param name="code">The stable code, lower case and dotted.</param>
    /// <returns>The same rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> WithCode(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        _rules.ThrowIfInUse();
        _rule.Code = code;

        return this;
    }

    /// <summary>Gives the rule a message of its own, made when it is read, in the culture of the reader.</summary>
    /// <param name="message">Makes the message.</param>
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

    /// <summary>Makes a failure a warning, which stops nothing.</summary>
    /// <returns>The same rule.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public EntityRule<T> AsWarning()
    {
        _rules.ThrowIfInUse();
        _rule.Severity = ViolationSeverity.Warning;

        return this;
    }

    /// <summary>
    /// Asks the database to hold the rule as well: from any program, by a CHECK constraint, once <c>UseValidation()</c> is
    /// called for a context.
    /// </summary>
    /// <remarks>
    /// The constraint comes with the next migration, which fails where rows break the rule already. A condition that the
    /// database cannot hold exactly is refused when the model is built. What the database refuses has the code and the message
    /// of the rule.
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

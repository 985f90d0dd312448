using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Extension methods that declare rules for text and for required values.
/// </summary>
public static class TextRuleExtensions
{
    /// <summary>Requires a text. The code is <c>required</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="allowEmpty">Whether empty and white-space text is accepted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> Required<T>(this MemberRules<T, string> rules, bool allowEmpty)
        where T : notnull
        => Checked(rules).Required(allowEmpty, allowEmpty ? null : RequiredRules.Of<string>());

    /// <summary>Requires an identifier. The code is <c>required</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="allowEmpty">Whether <see cref="Guid.Empty"/> is accepted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, Guid> Required<T>(this MemberRules<T, Guid> rules, bool allowEmpty)
        where T : notnull
        => Checked(rules).Required(allowEmpty, allowEmpty ? null : RequiredRules.Of<Guid>());

    /// <inheritdoc cref="Required{T}(MemberRules{T, Guid}, bool)"/>
    public static MemberRules<T, Guid?> Required<T>(this MemberRules<T, Guid?> rules, bool allowEmpty)
        where T : notnull
        => Checked(rules).Required(allowEmpty, allowEmpty ? null : RequiredRules.Of<Guid?>());

    /// <summary>Requires a text with a maximum length. The code is <c>length.max</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The maximum length, in UTF-16 code units.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="max"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> MaxLength<T>(this MemberRules<T, string> rules, int max)
        where T : notnull
    {
        Checked(rules, max);

        return rules.Add(new LengthRule(0, max), rules.Describe(RuleKind.Length, RuleCodes.MaxLength).With("max", max));
    }

    /// <summary>Requires a text with a minimum length. The code is <c>length.min</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The minimum length, in UTF-16 code units.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="min"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> MinLength<T>(this MemberRules<T, string> rules, int min)
        where T : notnull
    {
        Checked(rules, min);

        return rules.Add(
            new LengthRule(min, int.MaxValue), rules.Describe(RuleKind.Length, RuleCodes.MinLength).With("min", min));
    }

    /// <summary>
    /// Requires a text with a minimum and maximum length. The codes are <c>length.min</c> and <c>length.max</c>.
    /// </summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The minimum length, in UTF-16 code units.</param>
    /// <param name="max">The maximum length.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A bound is negative, or the bounds are reversed.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> Length<T>(this MemberRules<T, string> rules, int min, int max)
        where T : notnull
    {
        Checked(rules, min);
        if (min > max)
        {
            throw new ArgumentException(
                $"{rules.Place}: no text has at least {min} and at most {max} characters. Swap the bounds.", nameof(min));
        }

        return rules.Add(
            (new LengthRule(min, int.MaxValue), null, rules.Describe(RuleKind.Length, RuleCodes.MinLength).With("min", min)),
            (new LengthRule(0, max), null, rules.Describe(RuleKind.Length, RuleCodes.MaxLength).With("max", max)));
    }

    /// <summary>Requires an e-mail address, which excludes an empty text. The code is <c>email</c>.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="mode">The validation mode. The default is <see cref="EmailMode.Strict"/>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="mode"/> is not defined.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> Email<T>(this MemberRules<T, string> rules, EmailMode mode = EmailMode.Strict)
        where T : notnull
    {
        Checked(rules);
        if (mode is not (EmailMode.Strict or EmailMode.Relaxed))
        {
            throw new ArgumentException($"{rules.Place}: {mode} is not an EmailMode. Use Strict or Relaxed.", nameof(mode));
        }

        return rules.Add(new EmailRule(mode), rules.Describe(RuleKind.Email, RuleCodes.Email).With("mode", mode));
    }

    private static MemberRules<T, TValue> Checked<T, TValue>(MemberRules<T, TValue> rules, int length = 0)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);

        return length >= 0 ? rules : throw new ArgumentException(
            $"{rules.Place}: no text has {length} characters. Specify a length of 0 or more.", nameof(length));
    }
}

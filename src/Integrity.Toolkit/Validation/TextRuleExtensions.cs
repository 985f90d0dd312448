using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares rules about texts, and about what must be there.
/// </summary>
public static class TextRuleExtensions
{
    /// <summary>Refuses, with the code <c>required</c>, a missing text.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="allowEmpty">Whether a text counts that is empty or all white space.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public static MemberRules<T, string> Required<T>(this MemberRules<T, string> rules, bool allowEmpty)
        where T : notnull
        => Checked(rules).Required(allowEmpty, allowEmpty ? null : RequiredRules.Of<string>());

    /// <summary>Refuses, with the code <c>required</c>, a missing identifier.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="allowEmpty">Whether <see cref="Guid.Empty"/> counts.</param>
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

    /// <summary>Refuses, with the code <c>length.max</c>, a text that is too long.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="max">The greatest length, in UTF-16 code units, as .NET counts.</param>
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

    /// <summary>Refuses, with the code <c>length.min</c>, a text that is too short.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The smallest length, in UTF-16 code units.</param>
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
    /// Refuses, with the code <c>length.min</c> or <c>length.max</c>, a text whose length is outside two bounds.
    /// </summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="min">The smallest length, in UTF-16 code units.</param>
    /// <param name="max">The greatest length.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A bound is negative, or the bounds are upside down.</exception>
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

    /// <summary>Refuses, with the code <c>email</c>, a text that is no e-mail address; an empty one is none.</summary>
    /// <typeparam name="T">The type of the entity.</typeparam>
    /// <param name="rules">The rules of the member.</param>
    /// <param name="mode">How closely it is looked at.</param>
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
            throw new ArgumentException($"{rules.Place}: {mode} is no EmailMode. Use Strict or Relaxed.", nameof(mode));
        }

        return rules.Add(new EmailRule(mode), rules.Describe(RuleKind.Email, RuleCodes.Email).With("mode", mode));
    }

    private static MemberRules<T, TValue> Checked<T, TValue>(MemberRules<T, TValue> rules, int length = 0)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);

        return length >= 0 ? rules : throw new ArgumentException(
            $"{rules.Place}: no text has {length} characters. Give a length of 0 or more.", nameof(length));
    }
}

using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares the rules of one member, or of each item of a collection.
/// </summary>
/// <remarks>
/// <see cref="WithCode"/>, <see cref="WithMessage"/>, <see cref="AsWarning"/> and <see cref="CheckInDatabase"/> apply to the
/// preceding rule.
/// </remarks>
/// <typeparam name="T">The type of the entity.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed partial class MemberRules<T, TValue>
    where T : notnull
{
    private readonly Chain<T, TValue> _chain;
    private RuleDescription[] _last = [];

    internal MemberRules(EntityRules<T> rules, RuleMember member, Chain<T, TValue> chain, bool isForEachItem)
    {
        Rules = rules;
        Member = member;
        IsForEachItem = isForEachItem;
        _chain = chain;
    }

    internal EntityRules<T> Rules { get; }

    internal RuleMember Member { get; }

    internal bool IsForEachItem { get; }

    /// <summary>The location of the rules, for messages about their declaration.</summary>
    internal string Place => $"{Rules.GetType().Name}: {typeof(T).Name}.{Member.Name}{(IsForEachItem ? "[]" : "")}";

    /// <summary>
    /// Requires a value: not null; for a string, not empty or white space; for a <see cref="Guid"/>, not
    /// <see cref="Guid.Empty"/>. Any other value is accepted.
    /// </summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Required() => Required(allowEmpty: false, RequiredRules.Of<TValue>());

    /// <summary>Requires a value to meet a condition. Null is accepted.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted, such as <c>ticket.phone</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Must(Func<TValue, bool> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        return Add(new ConditionRule<TValue>(condition), Describe(RuleKind.Custom, code));
    }

    /// <summary>
    /// Requires a value to meet a condition that also uses the actor, the operation or the time.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Must(Func<TValue, RuleContext, bool> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        return Add(new ContextRule<T, TValue>(condition), Describe(RuleKind.Custom, code));
    }

    /// <summary>
    /// Permits only actors with one of the specified roles to change the member. The code is <c>role.required</c>.
    /// </summary>
    /// <remarks>
    /// Applies to existing tracked entities, including changes to null. Inside <c>OnCreate</c>, it applies to new entities if the
    /// value is not the default of its type. An unknown actor is rejected unless
    /// <see cref="RuleContext.AllowsUnknownActor"/> is set.
    /// </remarks>
    /// <param name="roles">The names of the roles, as passed to <see cref="IRoleSource"/>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="roles"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="roles"/> is empty or contains an empty name, or the rules apply to items.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> ChangedOnlyBy(params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (roles.Length == 0 || roles.Any(string.IsNullOrWhiteSpace) || IsForEachItem)
        {
            throw new ArgumentException(
                $"{Place}: ChangedOnlyBy requires at least one role name, and a member rather than items.", nameof(roles));
        }

        var rule = Describe(RuleKind.ChangedOnlyBy, RuleCodes.RoleRequired);

        return Add(new RoleRule<T, TValue>(Member, [.. roles], rule.Operation == EntityOperation.Create), rule.With("roles", roles));
    }

    /// <summary>Runs other rules for the object in the member, or for each item.</summary>
    /// <remarks>
    /// Rules for a derived type run only for values of that type. On an update, all of them run if the member has changed. Pass
    /// <c>this</c> for a tree: each object is checked once.
    /// </remarks>
    /// <typeparam name="TNested">The type that the other rules apply to.</typeparam>
    /// <param name="rules">The other rules.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value of the member can never be of the type of the rules.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Using<TNested>(EntityRules<TNested> rules)
        where TNested : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);

        var value = Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue);
        var nested = typeof(TNested);
        if (!nested.IsAssignableFrom(value) && !value.IsAssignableFrom(nested)
            && (!(value.IsInterface || nested.IsInterface) || value.IsSealed || nested.IsSealed))
        {
            throw new ArgumentException(
                $"{Place} is of type {value.Name}, which can never be a {nested.Name}. Use rules for {value.Name}, or ForEach "
                + "for the items of a collection.",
                nameof(rules));
        }

        var rule = new RuleDescription(RuleKind.Nested, "nested", Member)
        {
            Scope = Rules.Scope,
            Nested = rules,
            IsForEachItem = IsForEachItem,
        };
        Rules.Complete(rule, [Member]);

        return Add(new NestedPart<T, TValue, TNested>(rule, Rules.Scope, Member, rules), rule);
    }

    /// <summary>Excludes the member's value from violations, even if values are shown.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Sensitive()
    {
        Rules.ThrowIfInUse();
        Member.IsSensitive = true;

        return this;
    }

    /// <summary>Reports every violated rule of the member instead of the first.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> ReportAll()
    {
        Rules.ThrowIfInUse();
        _chain.GoesOn = true;

        return this;
    }

    /// <summary>Specifies the code of the preceding rule.</summary>
    /// <param name="code">The stable code, lower case and dotted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="InvalidOperationException">There is no preceding rule, or the rule set is in use.</exception>
    public MemberRules<T, TValue> WithCode(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        foreach (var rule in Last().Where(rule => !rule.IsAuxiliary))
        {
            rule.Code = code;
        }

        return this;
    }

    /// <summary>
    /// Specifies the message of the preceding rule, which is created when it is read, in the current culture.
    /// </summary>
    /// <param name="message">Creates the message.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no preceding rule, or the rule set is in use.</exception>
    public MemberRules<T, TValue> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var rule in Last().Where(rule => !rule.IsAuxiliary))
        {
            rule.Message = message;
        }

        return this;
    }

    /// <summary>Reports a violation of the preceding rule as a warning, which does not reject the change.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">There is no preceding rule, or the rule set is in use.</exception>
    public MemberRules<T, TValue> AsWarning()
    {
        foreach (var rule in Last())
        {
            rule.Severity = ViolationSeverity.Warning;
        }

        return this;
    }

    /// <summary>
    /// Also enforces the preceding rule in the database with a CHECK constraint, for every program, if <c>UseValidation()</c> is
    /// called for a context.
    /// </summary>
    /// <remarks>
    /// The next migration creates the constraint and fails if existing rows violate the rule. Building the model throws if the
    /// rule cannot be translated exactly. A violation that the database reports has the code and the message of the rule.
    /// </remarks>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">There is no preceding rule, or the rule set is in use.</exception>
    public MemberRules<T, TValue> CheckInDatabase()
    {
        foreach (var rule in Last().Where(rule => !rule.IsAuxiliary))
        {
            rule.IsCheckedInDatabase = true;
        }

        return this;
    }

    private RuleDescription[] Last()
    {
        Rules.ThrowIfInUse();

        return _last.Length > 0
            ? _last
            : throw new InvalidOperationException($"{Place} has no preceding rule. Declare the rule first.");
    }
}

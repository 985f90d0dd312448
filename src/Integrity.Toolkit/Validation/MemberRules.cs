using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Declares the rules of one member, or of each item of a collection.
/// </summary>
/// <remarks>
/// <see cref="WithCode"/>, <see cref="WithMessage"/>, <see cref="AsWarning"/> and <see cref="CheckInDatabase"/> concern the
/// rule before them.
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

    /// <summary>Where the rules stand, for messages about their declaration.</summary>
    internal string Place => $"{Rules.GetType().Name}: {typeof(T).Name}.{Member.Name}{(IsForEachItem ? "[]" : "")}";

    /// <summary>
    /// Refuses a missing value: null, and for a text also one that is empty or all white space, and for a
    /// <see cref="Guid"/> also the empty one. Any other value that is not null is one.
    /// </summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Required() => Required(allowEmpty: false, RequiredRules.Of<TValue>());

    /// <summary>Refuses a value that does not meet a condition. A null is not asked about.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted, such as <c>ticket.phone</c>.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Must(Func<TValue, bool> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        return Add(new ConditionRule<TValue>(condition), Describe(RuleKind.Custom, code));
    }

    /// <summary>
    /// Refuses a value that does not meet a condition that looks at the actor, the operation or the time as well.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Must(Func<TValue, RuleContext, bool> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        return Add(new ContextRule<T, TValue>(condition), Describe(RuleKind.Custom, code));
    }

    /// <summary>
    /// Refuses, with the code <c>role.required</c>, a change of the member by an actor who has none of some roles.
    /// </summary>
    /// <remarks>
    /// A change to null counts. It concerns tracked entities that exist already; inside <c>OnCreate</c> it concerns new ones,
    /// when the value is not the default of its type. An unknown actor is refused unless
    /// <see cref="RuleContext.AllowsUnknownActor"/> is set.
    /// </remarks>
    /// <param name="roles">The names of the roles, as <see cref="IRoleSource"/> knows them.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException">There is no role, or one has no name, or the rules are about items.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> ChangedOnlyBy(params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (roles.Length == 0 || roles.Any(string.IsNullOrWhiteSpace) || IsForEachItem)
        {
            throw new ArgumentException(
                $"{Place}: ChangedOnlyBy needs the name of at least one role, on a member rather than on items.", nameof(roles));
        }

        var rule = Describe(RuleKind.ChangedOnlyBy, RuleCodes.RoleRequired);

        return Add(new RoleRule<T, TValue>(Member, [.. roles], rule.Operation == EntityOperation.Create), rule.With("roles", roles));
    }

    /// <summary>Runs other rules over the object that the member holds, or over each item.</summary>
    /// <remarks>
    /// Rules for a derived type run for values of that type only. On an update they run when the member changes, all of them.
    /// Hand over <c>this</c> for a tree: each object is looked at once.
    /// </remarks>
    /// <typeparam name="TNested">The type that the other rules are about.</typeparam>
    /// <param name="rules">The other rules.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No value of the member can be of the type that the rules are about.</exception>
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
                $"{Place} is of type {value.Name}, which is never a {nested.Name}. Use rules for {value.Name}, or ForEach for the "
                + "items of a collection.",
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

    /// <summary>Never shows the member's value, whatever else is shown.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Sensitive()
    {
        Rules.ThrowIfInUse();
        Member.IsSensitive = true;

        return this;
    }

    /// <summary>Reports every rule of the member that fails, rather than the first.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> ReportAll()
    {
        Rules.ThrowIfInUse();
        _chain.GoesOn = true;

        return this;
    }

    /// <summary>Gives the rule before this call a code of its own.</summary>
    /// <param name="code">The stable code, lower case and dotted.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">There is no rule before this call, or the rule set is in use.</exception>
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
    /// Gives the rule before this call a message of its own, made when it is read, in the culture of the reader.
    /// </summary>
    /// <param name="message">Makes the message.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no rule before this call, or the rule set is in use.</exception>
    public MemberRules<T, TValue> WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var rule in Last().Where(rule => !rule.IsAuxiliary))
        {
            rule.Message = message;
        }

        return this;
    }

    /// <summary>Makes a failure of the rule before this call a warning, which stops nothing.</summary>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">There is no rule before this call, or the rule set is in use.</exception>
    public MemberRules<T, TValue> AsWarning()
    {
        foreach (var rule in Last())
        {
            rule.Severity = ViolationSeverity.Warning;
        }

        return this;
    }

    /// <summary>
    /// Asks the database to hold the rule before this call as well: from any program, by a CHECK constraint, once
    /// <c>UseValidation()</c> is called for a context.
    /// </summary>
    /// <remarks>
    /// The constraint comes with the next migration, which fails where rows break the rule already. A rule that the database
    /// cannot hold exactly is refused when the model is built. What the database refuses has the code and the message of the
    /// rule.
    /// </remarks>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">There is no rule before this call, or the rule set is in use.</exception>
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
            : throw new InvalidOperationException($"{Place} has no rule yet that this could concern. Declare the rule first.");
    }
}

using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <content>The database rules, and the methods that add rules.</content>
public sealed partial class MemberRules<T, TValue>
{
    /// <summary>Requires an existing referenced row. Evaluated in the database. The code is <c>reference.missing</c>.</summary>
    /// <typeparam name="TTarget">The type of the row.</typeparam>
    /// <param name="ignoreFilters">
    /// Whether rows that query filters hide count as existing, such as deleted rows or rows of another tenant. The default is
    /// <see langword="false"/>.
    /// </param>
    /// <returns>The same rules.</returns>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Exists<TTarget>(bool ignoreFilters = false)
        where TTarget : class
        => AddExists<TTarget>([], ignoreFilters);

    /// <summary>Requires that a row exists with the value in the specified member. Evaluated in the database.</summary>
    /// <typeparam name="TTarget">The type of the row.</typeparam>
    /// <param name="target">The member of the row that is used instead of its primary key.</param>
    /// <param name="ignoreFilters">
    /// Whether rows that query filters hide count as existing. The default is <see langword="false"/>.
    /// </param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="target"/> does not select a member.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Exists<TTarget>(Expression<Func<TTarget, object?>> target, bool ignoreFilters = false)
        where TTarget : class
        => AddExists<TTarget>([MemberAccess.Of(target, Rules.GetType().Name, nameof(target)).Name], ignoreFilters);

    /// <summary>
    /// Requires that no other live row has the value. Evaluated in the database. The code is <c>unique.taken</c>.
    /// </summary>
    /// <param name="within">The additional members that must be equal, such as a tenant.</param>
    /// <returns>The same rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="within"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// One of <paramref name="within"/> does not select a member, or the rules apply to items.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    public MemberRules<T, TValue> Unique(params Expression<Func<T, object?>>[] within)
    {
        ArgumentNullException.ThrowIfNull(within);
        if (IsForEachItem)
        {
            throw new ArgumentException($"{Place}: items of a collection cannot be Unique. Declare rules for the items.");
        }

        var others = Rules.KeyOf(within, out var readers);
        var rule = new RuleDescription(RuleKind.Unique, RuleCodes.UniqueTaken, Member)
        {
            Scope = Rules.Scope,
            KeyMembers = [Member, .. others],
        };
        Rules.Complete(rule, rule.KeyMembers);

        return Add(new DatabaseRulePart<T, TValue>(rule, Rules.Scope, readers), rule);
    }

    internal RuleDescription Describe(RuleKind kind, string code, RuleMember? other = null, bool isAuxiliary = false)
    {
        var rule = new RuleDescription(kind, code, Member)
        {
            Scope = Rules.Scope,
            IsForEachItem = IsForEachItem,
            Other = other,
            IsAuxiliary = isAuxiliary,
        };
        Rules.Complete(rule, [Member, other]);

        return rule;
    }

    internal MemberRules<T, TValue> Required(bool allowEmpty, ValueRule<TValue>? emptiness)
    {
        var rule = Describe(RuleKind.Required, RuleCodes.Required).With("allowEmpty", allowEmpty);
        Rules.Describe(rule);
        _chain.Add(new ChainRule<T, TValue>(rule, Rules.Scope, emptiness, relative: null, refusesNull: true));
        _last = [rule];

        return this;
    }

    internal MemberRules<T, TValue> Add(ValueRule<TValue> rule, RuleDescription about)
        => Add((rule, null, about));

    internal MemberRules<T, TValue> Add(RelativeRule<T, TValue> rule, RuleDescription about)
        => Add((null, rule, about));

    /// <summary>Adds the rules that one call declared.</summary>
    internal MemberRules<T, TValue> Add(
        params (ValueRule<TValue>? Rule, RelativeRule<T, TValue>? Relative, RuleDescription About)[] together)
    {
        _last = [.. together.Select(item => item.About)];
        Rules.Describe(_last);
        foreach (var (rule, relative, about) in together)
        {
            _chain.Add(new ChainRule<T, TValue>(about, Rules.Scope, rule, relative, refusesNull: false));
        }

        return this;
    }

    private MemberRules<T, TValue> Add(ChainPart<T, TValue> part, RuleDescription about)
    {
        Rules.Describe(about);
        _chain.Add(part);
        _last = [about];

        return this;
    }

    private MemberRules<T, TValue> AddExists<TTarget>(string[] target, bool ignoreFilters)
    {
        var rule = new RuleDescription(RuleKind.Exists, RuleCodes.ReferenceMissing, Member)
        {
            Scope = Rules.Scope,
            IsForEachItem = IsForEachItem,
            KeyMembers = [Member],
            Target = typeof(TTarget),
            TargetMembers = target,
            IgnoresFilters = ignoreFilters,
        };
        Rules.Complete(rule, [Member]);

        return Add(
            new DatabaseRulePart<T, TValue>(rule, Rules.Scope, within: []), rule.With("target", typeof(TTarget).Name));
    }
}

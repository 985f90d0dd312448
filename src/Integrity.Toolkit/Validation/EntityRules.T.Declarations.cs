using System.Linq.Expressions;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <content>The methods for declarations in the constructor.</content>
public abstract partial class EntityRules<T>
{
    private readonly List<RuleUnit<T>> _units = [];
    private readonly Dictionary<(string, Type), RuleUnit<T>> _unitsByMember = [];
    private int _scopes;

    internal RuleScope<T>? Scope { get; private set; }

    /// <summary>
    /// Declares rules for a member.
    /// </summary>
    /// <typeparam name="TValue">The type of the member.</typeparam>
    /// <param name="member">A property or field of the type itself, such as <c>x => x.Email</c>.</param>
    /// <returns>A builder for the rules.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> does not select a member.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected MemberRules<T, TValue> For<TValue>(Expression<Func<T, TValue?>> member)
    {
        var info = MemberAccess.Of(member, GetType().Name, nameof(member));
        var described = Member(info);
        var unit = UnitOf(
            info.Name, () => new MemberUnit<T, TValue>(described, MemberAccess.Reader<T, TValue>(member!, info)));

        return new MemberRules<T, TValue>(this, described, unit.Chain, isForEachItem: false);
    }

    /// <summary>
    /// Declares rules for each item of a collection. A null collection has no items.
    /// </summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <param name="member">A property or field of the type itself, such as <c>x => x.Lines</c>.</param>
    /// <returns>A builder for the rules; <c>Required</c> also applies to the items.</returns>
    /// <exception cref="ArgumentException"><paramref name="member"/> does not select a member.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected MemberRules<T, TItem> ForEach<TItem>(Expression<Func<T, IEnumerable<TItem?>?>> member)
    {
        var info = MemberAccess.Of(member, GetType().Name, nameof(member));
        var described = Member(info);
        var unit = UnitOf(info.Name, () => new ItemsUnit<T, TItem>(described, MemberAccess.Reader(member, info)!));

        return new MemberRules<T, TItem>(this, described, unit.Chain, isForEachItem: true);
    }

    /// <summary>
    /// Declares a condition that the entity must meet.
    /// </summary>
    /// <remarks>
    /// The members are determined from the condition, which is evaluated when one of them changes. Members may be null.
    /// </remarks>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted, such as <c>ticket.credit</c>.</param>
    /// <returns>The rule, for further configuration.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected EntityRule<T> Rule(Expression<Func<T, bool>> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        var isMet = condition.Compile();

        return Add(Custom(code, condition), (entity, _) => isMet(entity));
    }

    /// <summary>
    /// Declares a condition on the entity and on the actor, the operation or the time.
    /// </summary>
    /// <remarks>
    /// The members that the condition reads are unknown, so it runs on every change unless <see cref="EntityRule{T}.On"/>
    /// specifies them.
    /// </remarks>
    /// <param name="condition">The condition.</param>
    /// <param name="code">The stable code of the violation, lower case and dotted.</param>
    /// <returns>The rule, for further configuration.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see langword="null"/>, empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected EntityRule<T> Rule(Func<T, RuleContext, bool> condition, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(condition);

        return Add(Custom(code, condition: null), condition);
    }

    /// <summary>Declares rules that apply only when an entity is created.</summary>
    /// <param name="declare">Declares the rules.</param>
    /// <exception cref="ArgumentNullException"><paramref name="declare"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The call is inside <c>OnUpdate</c>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected void OnCreate(Action declare) => Within(EntityOperation.Create, condition: null, declare);

    /// <summary>Declares rules that apply only to existing entities.</summary>
    /// <param name="declare">Declares the rules.</param>
    /// <exception cref="ArgumentNullException"><paramref name="declare"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The call is inside <c>OnCreate</c>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected void OnUpdate(Action declare) => Within(EntityOperation.Update, condition: null, declare);

    /// <summary>Declares rules that apply only while a condition is met.</summary>
    /// <param name="condition">The condition. The rules also run when a member that it reads changes.</param>
    /// <param name="declare">Declares the rules.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected void When(Expression<Func<T, bool>> condition, Action declare)
    {
        ArgumentNullException.ThrowIfNull(condition);

        Within(operation: null, condition, declare);
    }

    /// <summary>Includes the rules of a base type or an interface.</summary>
    /// <typeparam name="TBase">The base type or interface.</typeparam>
    /// <param name="rules">The rules.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TBase"/> is not a base type or interface.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rule set is in use, or the call is inside <c>OnCreate</c>, <c>OnUpdate</c> or <c>When</c>.
    /// </exception>
    protected void Include<TBase>(EntityRules<TBase> rules)
        where TBase : notnull
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (!typeof(TBase).IsAssignableFrom(typeof(T)) || rules == (object)this)
        {
            throw new ArgumentException(
                $"{GetType().Name} cannot include {rules.GetType().Name}: {typeof(T).Name} is not a {typeof(TBase).Name}. "
                + "Include the rules of a base type or an interface.",
                nameof(rules));
        }

        if (Scope is not null)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} includes {rules.GetType().Name} inside OnCreate, OnUpdate or When. Call Include outside.");
        }

        Include((EntityRules)rules);
        _units.Add(new IncludedUnit<T, TBase>(rules));
    }

    /// <summary>
    /// Requires that the row exists that several members reference together. Evaluated in the database.
    /// </summary>
    /// <typeparam name="TTarget">The type of the row.</typeparam>
    /// <param name="members">The members, in the order of the target's primary key.</param>
    /// <returns>The rule, for further configuration.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than two members, or an expression does not select a member.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rule set is in use.</exception>
    protected EntityRule<T> Exists<TTarget>(params Expression<Func<T, object?>>[] members)
        where TTarget : class
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Length < 2)
        {
            throw new ArgumentException(
                $"{GetType().Name}: Exists requires at least two members. For one member, use "
                + $"For(x => x.Member).Exists<{typeof(TTarget).Name}>().",
                nameof(members));
        }

        var keys = KeyOf(members, out var readers);
        var rule = new RuleDescription(RuleKind.Exists, RuleCodes.ReferenceMissing, keys[0])
        {
            Scope = Scope,
            KeyMembers = keys,
            Target = typeof(TTarget),
        };
        Complete(rule, keys);
        Describe(rule.With("target", typeof(TTarget).Name));
        _units.Add(new TupleUnit<T>(rule, Scope, readers));

        return new EntityRule<T>(this, rule);
    }

    internal RuleMember[] KeyOf(Expression<Func<T, object?>>[] members, out Func<T, object?>[] readers)
    {
        readers = [.. members.Select(member => member.Compile())];

        return [.. members.Select(member => Member(MemberAccess.Of(member, GetType().Name, nameof(members))))];
    }

    /// <summary>Sets the members that a rule and its enclosing conditions read.</summary>
    internal void Complete(RuleDescription rule, IEnumerable<RuleMember?> members)
    {
        var found = rule.Conditions.Append(rule.Expression).OfType<LambdaExpression>().Select(MemberFinder.Search).ToList();
        rule.ReadsEverything |= found.Exists(part => part.IsLost);
        rule.Members =
        [
            .. members.OfType<RuleMember>()
                .Concat(found.SelectMany(part => part.Members).Select(Member))
                .Distinct(),
        ];
    }

    private protected override void FreezeUnits(bool isRecursive)
    {
        _units.ForEach(unit => unit.Freeze());
        _plan = new RulePlan<T>([.. _units], isRecursive);
    }

    private RuleDescription Custom(string code, Expression<Func<T, bool>>? condition)
        => new(RuleKind.Custom, code, member: null)
        {
            Scope = Scope,
            Expression = condition,
            ReadsEverything = condition is null,
        };

    private EntityRule<T> Add(RuleDescription rule, Func<T, RuleContext, bool> isMet)
    {
        Complete(rule, []);
        Describe(rule);
        _units.Add(new EntityUnit<T>(rule, Scope, isMet));

        return new EntityRule<T>(this, rule);
    }

    /// <summary>Returns the single unit of a member.</summary>
    private TUnit UnitOf<TUnit>(string member, Func<TUnit> create)
        where TUnit : RuleUnit<T>
    {
        if (_unitsByMember.TryGetValue((member, typeof(TUnit)), out var known))
        {
            return (TUnit)known;
        }

        var unit = create();
        _unitsByMember.Add((member, typeof(TUnit)), unit);
        _units.Add(unit);

        return unit;
    }

    private void Within(EntityOperation? operation, Expression<Func<T, bool>>? condition, Action declare)
    {
        ArgumentNullException.ThrowIfNull(declare);
        ThrowIfInUse();
        if (operation is not null && Scope?.Operation is { } outer && outer != operation)
        {
            throw new ArgumentException(
                $"{GetType().Name}: On{operation} is inside On{outer}, so it never applies. Move it outside.", nameof(declare));
        }

        var around = Scope;
        Scope = new RuleScope<T>(around, _scopes++, operation, condition);
        try
        {
            declare();
        }
        finally
        {
            Scope = around;
        }
    }
}

using System.Linq.Expressions;
using Integrity.Toolkit.Validation;

namespace Integrity.Toolkit.Tests.Validation.Desk;

/// <summary>Rules that a test declares inline.</summary>
public sealed class InlineRules<T> : EntityRules<T>
    where T : notnull
{
    public InlineRules(Action<InlineRules<T>> declare) => declare(this);

    public new MemberRules<T, TValue> For<TValue>(Expression<Func<T, TValue?>> member) => base.For(member);

    public new MemberRules<T, TItem> ForEach<TItem>(Expression<Func<T, IEnumerable<TItem?>?>> member) => base.ForEach(member);

    public new EntityRule<T> Rule(Expression<Func<T, bool>> condition, string code) => base.Rule(condition, code);

    public new EntityRule<T> Rule(Func<T, RuleContext, bool> condition, string code) => base.Rule(condition, code);

    public new void OnCreate(Action declare) => base.OnCreate(declare);

    public new void OnUpdate(Action declare) => base.OnUpdate(declare);

    public new void When(Expression<Func<T, bool>> condition, Action declare) => base.When(condition, declare);

    public new void Include<TBase>(EntityRules<TBase> rules)
        where TBase : notnull
        => base.Include(rules);

    public new EntityRule<T> Exists<TTarget>(params Expression<Func<T, object?>>[] members)
        where TTarget : class
        => base.Exists<TTarget>(members);

    /// <summary>Returns the violations: the path, if it is a member, and the code.</summary>
    public IEnumerable<string> Found(T entity, RuleContext? context = null) => Texts(Validate(entity, context).Violations);

    /// <summary>Returns the violations for a tracked entity.</summary>
    internal IEnumerable<string> Found(T entity, IRuleSubject subject, RuleContext context)
    {
        var outcome = new RuleOutcome();
        Check(entity, subject, context, outcome);

        return Texts(outcome.Violations);
    }

    private static IEnumerable<string> Texts(IEnumerable<IntegrityViolation> violations)
        => violations.Select(violation => violation.Path is null ? violation.Code : $"{violation.Path} {violation.Code}");
}

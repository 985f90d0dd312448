using System.Reflection;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// The base class of rule sets.
/// </summary>
/// <remarks>
/// Derive from <see cref="EntityRules{T}"/>. A rule set is declared in its constructor and immutable afterwards: one instance
/// is thread-safe.
/// </remarks>
public abstract class EntityRules
{
    // One lock for all rule sets, because they may refer to each other in cycles.
    private static readonly Lock Freezing = new();

    private readonly Dictionary<string, RuleMember> _members = new(StringComparer.Ordinal);
    private readonly List<RuleMember> _memberList = [];
    private readonly List<RuleDescription> _rules = [];
    private readonly List<EntityRules> _included = [];
    private readonly DuplicateRuleCheck _duplicates = new();
    private bool _isFreezing;

    private protected EntityRules()
    {
    }

    /// <summary>Gets the type that the rules apply to: a class, a struct or an interface.</summary>
    internal abstract Type EntityType { get; }

    /// <summary>Gets the members that the rules apply to or read, in the order of declaration.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    internal IReadOnlyList<RuleMember> Members
    {
        get
        {
            Freeze();

            return _memberList;
        }
    }

    /// <summary>Gets the rules in the order of declaration, without the rules of included sets.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    internal IReadOnlyList<RuleDescription> Rules
    {
        get
        {
            Freeze();

            return _rules;
        }
    }

    /// <summary>Gets the rule sets of base types and interfaces that run with this one.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    internal IReadOnlyList<EntityRules> Included
    {
        get
        {
            Freeze();

            return _included;
        }
    }

    internal bool IsFrozen { get; private set; }

    /// <summary>
    /// Runs the rules for a tracked entity and collects the violations.
    /// </summary>
    /// <remarks>
    /// For operations other than <see cref="EntityOperation.Create"/>, a rule runs only if a member that it or its condition
    /// reads has changed. Rules that require the database become <see cref="RuleOutcome.DatabaseChecks"/> if their members are
    /// otherwise valid. For <see cref="EntityOperation.Delete"/>, no rules run.
    /// </remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/>.</param>
    /// <param name="subject">The tracking information about the entity.</param>
    /// <param name="context">The operation, the actor and the time.</param>
    /// <param name="outcome">Receives the results.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="entity"/> is of another type, or the declarations contradict each other.
    /// </exception>
    internal void Check(object entity, IRuleSubject subject, RuleContext context, RuleOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!EntityType.IsInstanceOfType(entity))
        {
            throw new ArgumentException(
                $"{GetType().Name} has rules for {EntityType.Name}, not for {entity.GetType().Name}.", nameof(entity));
        }

        var run = new RuleRun(context, subject, subject.Name, onlyAsks: false)
        {
            Violations = outcome.Found,
            Questions = outcome.Asked ?? [],
        };
        CheckObject(entity, ref run);
        outcome.Found = run.Violations;
        outcome.Asked = run.Questions;
    }

    internal abstract void CheckObject(object entity, ref RuleRun run);

    internal RuleMember Member(MemberInfo info)
    {
        ThrowIfInUse();
        if (!_members.TryGetValue(info.Name, out var member))
        {
            _members.Add(info.Name, member = new RuleMember(info));
            _memberList.Add(member);
        }

        return member;
    }

    /// <summary>Adds the rules that one call declared.</summary>
    internal void Describe(params ReadOnlySpan<RuleDescription> together)
    {
        Settle();
        foreach (var rule in together)
        {
            _rules.Add(rule);
        }

        _duplicates.Await(together);
    }

    /// <summary>Compares the last rules with the earlier ones, now that their configuration is complete.</summary>
    internal void Settle()
    {
        ThrowIfInUse();
        foreach (var rule in _duplicates.Awaited)
        {
            ContradictionCheck.ThrowIfAny(GetType(), EntityType, rule, _rules);
        }

        _duplicates.Settle(GetType(), EntityType);
    }

    internal void Include(EntityRules rules)
    {
        Settle();
        _included.Add(rules);
    }

    /// <summary>Completes the declaration. Recursive rule sets end the recursion here.</summary>
    internal void Freeze()
    {
        if (IsFrozen)
        {
            return;
        }

        lock (Freezing)
        {
            if (IsFrozen || _isFreezing)
            {
                return;
            }

            _isFreezing = true;
            try
            {
                Settle();
                foreach (var next in Next())
                {
                    next.Freeze();
                }

                ThrowIfIncludedInItself();
                ThrowIfNestedRulesNeedRoles();
                FreezeUnits(Reaches(this, []));
                IsFrozen = true;
            }
            finally
            {
                _isFreezing = false;
            }
        }
    }

    private protected abstract void FreezeUnits(bool isRecursive);

    internal void ThrowIfInUse()
    {
        if (IsFrozen)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} is in use and cannot change. Declare all rules in its constructor.");
        }
    }

    private void ThrowIfIncludedInItself()
    {
        var seen = new HashSet<EntityRules>();
        var included = new Stack<EntityRules>(_included);
        while (included.TryPop(out var next))
        {
            if (next == this)
            {
                throw new ArgumentException($"{GetType().Name} includes itself through other rule sets. Remove an Include call.");
            }

            if (seen.Add(next))
            {
                next._included.ForEach(included.Push);
            }
        }
    }

    /// <summary>Rejects nested role rules: changes of nested objects are unknown, so they would reject every update.</summary>
    private void ThrowIfNestedRulesNeedRoles()
    {
        var nested = _rules.Find(rule => rule.Nested?._rules.Exists(inner => inner.Kind == RuleKind.ChangedOnlyBy) ?? false);
        if (nested is not null)
        {
            throw new ArgumentException(
                $"{GetType().Name}: {EntityType.Name}.{nested.Member} uses {nested.Nested!.GetType().Name}, which has ChangedOnlyBy. "
                + $"Changes inside {nested.Member} are unknown. Call For(x => x.{nested.Member}).ChangedOnlyBy(...) instead.");
        }
    }

    private IEnumerable<EntityRules> Next()
        => _included.Concat(_rules.Select(rule => rule.Nested).OfType<EntityRules>());

    private bool Reaches(EntityRules rules, HashSet<EntityRules> seen)
        => Next().Any(next => next == rules || (seen.Add(next) && next.Reaches(rules, seen)));
}

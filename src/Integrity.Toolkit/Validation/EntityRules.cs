using System.Reflection;
using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// The base of rule sets, whatever the type that they are for.
/// </summary>
/// <remarks>
/// Derive from <see cref="EntityRules{T}"/>. A rule set is declared by its constructor and does not change afterwards: one
/// instance serves any number of threads.
/// </remarks>
public abstract class EntityRules
{
    // One for all: rule sets may lead to each other in circles.
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

    /// <summary>Gets the type the rules are about: a class, a struct or an interface.</summary>
    internal abstract Type EntityType { get; }

    /// <summary>Gets every member that rules are about or read, in the order of the declaration.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    internal IReadOnlyList<RuleMember> Members
    {
        get
        {
            Freeze();

            return _memberList;
        }
    }

    /// <summary>Gets the rules in the order of the declaration, without those of included sets.</summary>
    /// <exception cref="ArgumentException">The declarations contradict each other.</exception>
    internal IReadOnlyList<RuleDescription> Rules
    {
        get
        {
            Freeze();

            return _rules;
        }
    }

    /// <summary>Gets the rule sets of base types and interfaces that are run with this one.</summary>
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
    /// Runs the rules for an entity that the caller tracks, and collects what they find.
    /// </summary>
    /// <remarks>
    /// On an operation other than <see cref="EntityOperation.Create"/> a rule runs only if a member changes that it, or its
    /// condition, reads. Rules that the database answers become <see cref="RuleOutcome.DatabaseChecks"/>, for members that are
    /// alright otherwise. On <see cref="EntityOperation.Delete"/> nothing runs.
    /// </remarks>
    /// <param name="entity">The entity, of <see cref="EntityType"/>.</param>
    /// <param name="subject">What the caller knows of the entity.</param>
    /// <param name="context">The operation, the actor, the time.</param>
    /// <param name="outcome">Receives what is found.</param>
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

    /// <summary>Takes the rules that one call declared.</summary>
    internal void Describe(params ReadOnlySpan<RuleDescription> together)
    {
        Settle();
        foreach (var rule in together)
        {
            _rules.Add(rule);
        }

        _duplicates.Await(together);
    }

    /// <summary>Now that nothing more will be said about them, the last rules can be compared with those before.</summary>
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

    /// <summary>Ends the declaration. Recursive rule sets meet themselves here.</summary>
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
                throw new ArgumentException($"{GetType().Name} includes itself by way of others. Take one of the inclusions away.");
            }

            if (seen.Add(next))
            {
                next._included.ForEach(included.Push);
            }
        }
    }

    /// <summary>Nobody knows what changes inside a nested object: a role rule there would refuse every update.</summary>
    private void ThrowIfNestedRulesNeedRoles()
    {
        var nested = _rules.Find(rule => rule.Nested?._rules.Exists(inner => inner.Kind == RuleKind.ChangedOnlyBy) ?? false);
        if (nested is not null)
        {
            throw new ArgumentException(
                $"{GetType().Name}: {EntityType.Name}.{nested.Member} uses {nested.Nested!.GetType().Name}, which has ChangedOnlyBy. "
                + $"What changes inside {nested.Member} is not known: declare For(x => x.{nested.Member}).ChangedOnlyBy(...) instead.");
        }
    }

    private IEnumerable<EntityRules> Next()
        => _included.Concat(_rules.Select(rule => rule.Nested).OfType<EntityRules>());

    private bool Reaches(EntityRules rules, HashSet<EntityRules> seen)
        => Next().Any(next => next == rules || (seen.Add(next) && next.Reaches(rules, seen)));
}

using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Runs the rules of all changes, and evaluates the database rules together.</summary>
internal sealed class RuleCheck(SaveContext save, ValidationOptions options, IReadOnlyList<PlannedEntry> entries)
{
    private readonly RuleOutcome _outcome = new();
    private readonly OwnedChanges _owned = new(entries);
    private readonly RuleContextFactory _contexts = new(save, options);
    private List<DatabaseRuleCheck>? _revived;
    private TrackedSubject? _subject;
    private int _seen;

    /// <summary>The violations, each with the plan that determines its mode.</summary>
    public List<(RulesPlan Plan, IntegrityViolation Violation)> Found { get; } = [];

    /// <summary>The owners of untracked parts.</summary>
    public IReadOnlyDictionary<object, EntityEntry>? Owners { get; init; }

    public void Add(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        if (operation == EntityOperation.Restore)
        {
            Revive(planned, plan);
            return;
        }

        var subject = (_subject ??= new TrackedSubject(_owned)).Of(planned, plan);
        var asked = _outcome.DatabaseChecks.Count;
        Run(planned, plan, subject, _contexts.Of(planned, plan, operation), _outcome);
        for (; _seen < _outcome.Violations.Count; _seen++)
        {
            Found.Add((plan, _outcome.Violations[_seen]));
        }

        Evaluate(planned, plan, operation);
        if (_outcome.DatabaseChecks.Count > asked)
        {
            // The database checks keep a reference to it.
            _subject = null;
        }
    }

    /// <summary>Returns all database rules of an entity, whether its values change or not.</summary>
    public IReadOnlyList<DatabaseRuleCheck> QuestionsOf(PlannedEntry planned, RulesPlan plan)
    {
        var outcome = new RuleOutcome();
        var subject = new TrackedSubject(_owned) { IsAllModified = true };
        var context = _contexts.Of(planned, plan, planned.Operation) with { Roles = AllRoles.Instance, AllowsUnknownActor = true };
        Run(planned, plan, subject.Of(planned, plan), context, outcome);
        return outcome.DatabaseChecks;
    }

    public async ValueTask QueryAsync(bool async, CancellationToken cancellationToken)
    {
        IReadOnlyList<DatabaseRuleCheck> questions = _revived is null ? _outcome.DatabaseChecks : [.. _outcome.DatabaseChecks, .. _revived];
        if (questions.Count == 0)
        {
            return;
        }

        foreach (var question in await new DatabaseRuleChecks(save, questions)
            .DenyAsync(async, cancellationToken).ConfigureAwait(false))
        {
            Found.Add((((TrackedSubject)question.Subject).Plan, question.CreateViolation()));
        }
    }

    private static void Run(
        PlannedEntry planned, RulesPlan plan, TrackedSubject subject, RuleContext context, RuleOutcome outcome)
    {
        foreach (var rules in plan.Rules)
        {
            rules.Check(planned.Entry.Entity, subject, context, outcome);
        }
    }

    /// <summary>Checks a restored row: its values are in use again, and referenced rows may have been deleted since.</summary>
    private void Revive(PlannedEntry planned, RulesPlan plan)
    {
        var outcome = new RuleOutcome();
        var subject = new TrackedSubject(_owned).Of(planned, plan);
        Run(planned, plan, subject, _contexts.Of(planned, plan, planned.Operation), outcome);
        Found.AddRange(outcome.Violations.Select(violation => (plan, violation)));
        Evaluate(planned, plan, planned.Operation);
        (_revived ??= []).AddRange(QuestionsOf(planned, plan));
    }

    private void Evaluate(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        foreach (var limit in plan.Limits)
        {
            if ((operation is null or EntityOperation.Create || MappedMember.IsModified(planned, limit.Property))
                && limit.Evaluate(planned, Owners) is { } violation)
            {
                Found.Add((plan, violation));
            }
        }
    }

    /// <summary>Has every role, for rules of another kind: role rules have already been evaluated.</summary>
    private sealed class AllRoles : IRoleSource
    {
        public static readonly AllRoles Instance = new();

        public bool HasRole(Actor actor, string role) => true;
    }
}

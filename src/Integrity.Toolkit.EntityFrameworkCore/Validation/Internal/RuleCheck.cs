using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Validation;

/// <summary>Runs the rules of all that changes, and puts what only the database knows to it, all at once.</summary>
internal sealed class RuleCheck(SaveSession session, ValidationOptions options)
{
    private readonly RuleOutcome _outcome = new();
    private readonly List<(RulesPlan Plan, Refusal Refusal)> _found = [];
    private TrackedSubject? _subject;
    private readonly Dictionary<(EntityOperation? Operation, bool AsksForActor), RuleContext> _contexts = [];
    private int _seen;

    /// <summary>What was refused, each with the plan whose mode it is judged by.</summary>
    public IReadOnlyList<(RulesPlan Plan, Refusal Refusal)> Found => _found;

    /// <summary>Refuses to run rules that ask for roles where nobody knows any.</summary>
    public static void DemandRoles(SaveSession session, PlannedEntry planned, RulesPlan plan)
    {
        if (plan.ForRoles is { } rule && session.State.Registered.RoleSource is null)
        {
            throw new InvalidOperationException(
                $"{planned.Plan.Name}.{rule.Member} may be changed by some roles only, and nobody knows the roles of the actor. Call "
                + "AddIntegrity<TContext>(i => i.Roles<TSource>()) where the context is registered.");
        }
    }

    public void Add(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        var subject = (_subject ??= new TrackedSubject(session)).Of(planned, plan);
        var context = ContextOf(operation is EntityOperation.SoftDelete ? EntityOperation.Update : operation, plan);
        var asked = _outcome.Questions.Count;
        foreach (var rules in plan.Rules)
        {
            rules.Check(planned.Entry.Entity, subject, context, _outcome);
        }

        for (; _seen < _outcome.Refusals.Count; _seen++)
        {
            _found.Add((plan, _outcome.Refusals[_seen]));
        }

        Judge(planned, plan, operation);
        if (_outcome.Questions.Count > asked)
        {
            // The questions keep it.
            _subject = null;
        }
    }

    public async ValueTask AskAsync(bool async, CancellationToken cancellationToken)
    {
        if (_outcome.Questions.Count == 0)
        {
            return;
        }

        foreach (var question in await new DatabaseQuestions(session, _outcome.Questions)
            .DenyAsync(async, cancellationToken).ConfigureAwait(false))
        {
            _found.Add((((TrackedSubject)question.Subject).Plan, question.Refuse()));
        }
    }

    private void Judge(PlannedEntry planned, RulesPlan plan, EntityOperation? operation)
    {
        foreach (var limit in plan.Limits)
        {
            if ((operation is null or EntityOperation.Create || ChangedEntries.IsModified(planned.Entry, limit.Property))
                && limit.Judge(planned.Entry, planned.Plan.Name, _subject!.Key) is { } refusal)
            {
                _found.Add((plan, refusal));
            }
        }
    }

    private RuleContext ContextOf(EntityOperation? operation, RulesPlan plan)
    {
        if (!_contexts.TryGetValue((operation, plan.AsksForActor), out var context))
        {
            _contexts[(operation, plan.AsksForActor)] = context = Context(operation, plan.AsksForActor);
        }

        return context;
    }

    /// <summary>Who acts and in which roles is found out only for rules that may want to know.</summary>
    private RuleContext Context(EntityOperation? operation, bool asksForActor) => new()
    {
        Operation = operation,
        Actor = asksForActor ? session.Actor : Actor.Unknown,
        Roles = asksForActor ? session.State.Roles() : null,
        AllowsUnknownActor = options.AllowsUnknownActor,
        Now = new DateTimeOffset(session.Now),
        ShowsValues = session.State.SensitiveDataLogged,
    };
}

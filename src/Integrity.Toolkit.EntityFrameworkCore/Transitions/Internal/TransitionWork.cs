using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.Events.Internal;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What one save does for its transitions in addition to their history.</summary>
internal sealed class TransitionWork
{
    private readonly List<TransitionEvent> _transitions = [];

    /// <summary>Gets the prerequisites of the transitions.</summary>
    public PrerequisiteChecks Prerequisites { get; } = new();

    /// <summary>Gets the subscribers; null if there are none.</summary>
    public SubscriberDispatcher? Subscribers { get; private init; }

    /// <summary>Gets the transitions in the order in which they were recorded.</summary>
    public IReadOnlyList<TransitionEvent> Transitions => _transitions;

    /// <summary>Starts the work of a save if there are subscribers or metrics.</summary>
    public static void Begin(SaveContext save, SubscriberTypes subscribers)
    {
        if ((subscribers.All.Length > 0 || Telemetry.CountsTransitions) && save.Find<TransitionWork>() is null)
        {
            save.Keep(new TransitionWork
            {
                Subscribers = subscribers.All.Length > 0 ? new SubscriberDispatcher(save, subscribers) : null,
            });
        }
    }

    /// <summary>Returns the work of a save for a transition; null if there is none.</summary>
    public static TransitionWork? For(SaveContext save, TransitionsPlan plan, PendingTransition? pending)
    {
        var run = save.Find<TransitionWork>();
        if (run is null && (plan.Prerequisites.Count > 0 || pending?.KeyToCheck is not null))
        {
            save.Keep(run = new TransitionWork());
        }

        return run;
    }

    public void Add(TransitionEvent transition)
    {
        _transitions.Add(transition);
        Prerequisites.Add(transition);
    }

    /// <summary>Checks the transitions before the save writes.</summary>
    public async ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        Prerequisites.EnsureTranslatable(save.Context);
        foreach (var transition in _transitions)
        {
            if (transition.Pending?.KeyToCheck is { } key)
            {
                await IdempotencyCheck
                    .AddViolationIfRepeatedAsync(save, transition, key, async, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Records the metrics of committed transitions. The name of a state that the table does not contain is not recorded, because
    /// it can be any value.
    /// </summary>
    public void Count()
    {
        if (Telemetry.CountsTransitions)
        {
            foreach (var (entry, plan, record, from, to, _, _) in _transitions)
            {
                Telemetry.RecordTransition(
                    entry.Metadata.ShortName(), from is null ? null : Name(plan, from), Name(plan, to), !record.OffTable);
            }
        }
    }

    private static string Name(TransitionsPlan plan, object state)
        => plan.Table.Contains(state) ? plan.Table.Text(state) : "(unknown)";
}

using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.Events.Internal;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What one save has to do about its moves beyond their history.</summary>
internal sealed class TransitionWork
{
    private readonly List<TransitionEvent> _moves = [];

    /// <summary>What the moves require of the database.</summary>
    public PrerequisiteChecks Prerequisites { get; } = new();

    /// <summary>Who is told of the moves; null where there is nobody.</summary>
    public SubscriberDispatcher? Subscribers { get; private init; }

    /// <summary>The moves, in the order in which they were recorded.</summary>
    public IReadOnlyList<TransitionEvent> Transitions => _moves;

    /// <summary>Begins a save whose moves somebody wants to hear of.</summary>
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

    /// <summary>The run of a save that has more to do about a move; null where it has not.</summary>
    public static TransitionWork? For(SaveContext save, TransitionsPlan plan, PendingTransition? pending)
    {
        var run = save.Find<TransitionWork>();
        if (run is null && (plan.Prerequisites.Count > 0 || pending?.KeyToCheck is not null))
        {
            save.Keep(run = new TransitionWork());
        }

        return run;
    }

    public void Add(TransitionEvent move)
    {
        _moves.Add(move);
        Prerequisites.Add(move);
    }

    /// <summary>Asks before the save what must be known of its moves.</summary>
    public async ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        Prerequisites.EnsureTranslatable(save.Context);
        foreach (var move in _moves)
        {
            if (move.Pending?.KeyToCheck is { } key)
            {
                await IdempotencyCheck.AddViolationIfRepeatedAsync(save, move, key, async, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Counts what is committed: a state that the table does not know may be anything, and is not named.</summary>
    public void Count()
    {
        if (Telemetry.CountsTransitions)
        {
            foreach (var (entry, plan, record, from, to, _, _) in _moves)
            {
                Telemetry.RecordTransition(
                    entry.Metadata.ShortName(), from is null ? null : Name(plan, from), Name(plan, to), !record.OffTable);
            }
        }
    }

    private static string Name(TransitionsPlan plan, object state) => plan.Table.Contains(state) ? plan.Table.Text(state) : "(unknown)";
}

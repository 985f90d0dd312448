using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Events.Internal;

/// <summary>The subscribers of one save, and the transitions they were notified of.</summary>
internal sealed class SubscriberDispatcher(SaveContext save, SubscriberTypes types)
{
    private readonly List<(SubscriberType Type, TransitionSubscriber Instance)> _subscribers = [];
    private readonly List<RecordedTransition> _recorded = [];
    private readonly HashSet<TransitionSubscriber> _called = [];

    /// <summary>Notifies the subscribers of new transitions. Returns whether there were any.</summary>
    public async ValueTask<bool> RecordAsync(
        IReadOnlyList<TransitionEvent> transitions, bool async, CancellationToken cancellationToken)
    {
        if (transitions.Count == _recorded.Count)
        {
            return false;
        }

        EnsureSynchronous(async);
        if (_subscribers.Count == 0)
        {
            // All before the first call: a subscriber that cannot be created fails the save before any side effect.
            _subscribers.AddRange(types.All.Select(
                type => (type, ServiceActivator.Make<TransitionSubscriber>(save.State, type.Type, type.Create))));
        }

        List<RecordedTransition> found =
            [.. transitions.Skip(_recorded.Count).Select(transition => new RecordedTransition(transition))];
        _recorded.AddRange(found);
        var recorded = new TransitionEventData(save, found.AsReadOnly());

        // Subscribers expect the change detection that the application has configured.
        save.Memory.AutoDetectChanges.End();
        using var watch = save.Undo.RecordTracking();
        foreach (var (type, subscriber) in _subscribers)
        {
            save.State.RunningCallback = type.Name;
            _called.Add(subscriber);
            try
            {
                if (async)
                {
                    await subscriber.OnRecordingAsync(recorded, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    subscriber.OnRecording(recorded);
                }
            }
            finally
            {
                save.State.RunningCallback = null;
            }
        }

        return true;
    }

    public void KeepKeys() => _recorded.ForEach(transition => transition.KeepKey());

    /// <summary>Throws if a subscriber only has an asynchronous method for the commit.</summary>
    public void EnsureSynchronousCommit()
    {
        if (_recorded.Count > 0 && types.All.FirstOrDefault(type => type.IsCommittedAsyncOnly) is { } type)
        {
            throw AsyncOnly(type, nameof(TransitionSubscriber.OnCommitted), "Commit with CommitAsync");
        }
    }

    public async ValueTask CommittedAsync(bool async)
    {
        var recorded = Recorded();
        foreach (var (type, subscriber) in _subscribers)
        {
            try
            {
                if (async)
                {
                    await subscriber.OnCommittedAsync(recorded).ConfigureAwait(false);
                }
                else
                {
                    subscriber.OnCommitted(recorded);
                }
            }
            catch (Exception exception)
            {
                // The data is committed: the save must not fail, and the other subscribers must be called.
                Log.SubscriberFailed(save.State.Logger, exception, type.Name, "committed");
            }
        }
    }

    public void Discarded()
    {
        var busy = save.State.RunningCallback;
        var recorded = Recorded();
        foreach (var (type, subscriber) in _subscribers.Where(each => _called.Contains(each.Instance)))
        {
            save.State.RunningCallback = type.Name;
            try
            {
                subscriber.OnDiscarded(recorded);
            }
            catch (Exception exception)
            {
                Log.SubscriberFailed(save.State.Logger, exception, type.Name, "discarded");
            }
            finally
            {
                save.State.RunningCallback = busy;
            }
        }
    }

    private TransitionEventData Recorded() => new(save, _recorded.AsReadOnly());

    /// <summary>Throws before the first call if a subscriber cannot be awaited.</summary>
    private void EnsureSynchronous(bool async)
    {
        var isAmbient = AmbientTransaction.Of(save.Context) is not null;
        foreach (var type in types.All)
        {
            if (!async && type.IsRecordingAsyncOnly)
            {
                throw AsyncOnly(type, nameof(TransitionSubscriber.OnRecording), "Call SaveChangesAsync");
            }

            if ((!async || isAmbient) && type.IsCommittedAsyncOnly)
            {
                throw AsyncOnly(type, nameof(TransitionSubscriber.OnCommitted), async
                    ? "Use a transaction of EF Core instead of a TransactionScope"
                    : "Call SaveChangesAsync");
            }
        }
    }

    private static InvalidOperationException AsyncOnly(SubscriberType type, string method, string remedy)
        => new($"{type.Name}.{method}Async is asynchronous only and cannot be awaited here. {remedy}, or override "
            + $"{type.Name}.{method}.");
}

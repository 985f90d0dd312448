using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Events.Internal;

/// <summary>The subscribers of one save, and what they have been told.</summary>
internal sealed class SubscriberDispatcher(SaveContext save, SubscriberTypes types)
{
    private readonly List<(SubscriberType Type, TransitionSubscriber Instance)> _subscribers = [];
    private readonly List<RecordedTransition> _told = [];
    private readonly HashSet<TransitionSubscriber> _called = [];

    /// <summary>Tells of the moves that are new. Says whether there were any.</summary>
    public async ValueTask<bool> RecordAsync(
        IReadOnlyList<TransitionEvent> moves, bool async, CancellationToken cancellationToken)
    {
        if (moves.Count == _told.Count)
        {
            return false;
        }

        EnsureSynchronous(async);
        if (_subscribers.Count == 0)
        {
            // All at once: one that cannot be made must fail the save before anything is done.
            _subscribers.AddRange(types.All.Select(
                type => (type, ServiceActivator.Make<TransitionSubscriber>(save.State, type.Type, type.Create))));
        }

        List<RecordedTransition> found = [.. moves.Skip(_told.Count).Select(move => new RecordedTransition(move))];
        _told.AddRange(found);
        var recorded = new TransitionEventData(save, found.AsReadOnly());

        // They look for changes themselves, as code of the application may expect.
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

    public void KeepKeys() => _told.ForEach(move => move.KeepKey());

    /// <summary>Throws when a subscriber would have to wait for something once the save is committed.</summary>
    public void EnsureSynchronousCommit()
    {
        if (_told.Count > 0 && types.All.FirstOrDefault(type => type.IsCommittedAsyncOnly) is { } type)
        {
            throw AsyncOnly(type, nameof(TransitionSubscriber.OnCommitted), "Commit with CommitAsync");
        }
    }

    public async ValueTask CommittedAsync(bool async)
    {
        var recorded = Told();
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
                // The data is committed: the caller must not be told otherwise, and the others must still be called.
                Log.SubscriberFailed(save.State.Logger, exception, type.Name, "committed");
            }
        }
    }

    public void Discarded()
    {
        var busy = save.State.RunningCallback;
        var recorded = Told();
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

    private TransitionEventData Told() => new(save, _told.AsReadOnly());

    /// <summary>Refuses before anything is called what could not be waited for.</summary>
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
                    ? "Use a transaction of EF Core's instead of a TransactionScope"
                    : "Call SaveChangesAsync");
            }
        }
    }

    private static InvalidOperationException AsyncOnly(SubscriberType type, string moment, string remedy)
        => new($"{type.Name}.{moment}Async is asynchronous only, and nothing can wait for it here. {remedy}, or override "
            + $"{type.Name}.{moment}.");
}

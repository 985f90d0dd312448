using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions.Events;

/// <summary>The events that subscribers received, in order.</summary>
public sealed class EventRecorder
{
    public List<string> Calls { get; } = [];

    /// <summary>Called while transitions are recorded.</summary>
    public Action<TransitionEventData>? Recording { get; set; }

    public Action<TransitionEventData>? Committed { get; set; }

    public static string Text(TransitionEventData recorded) => string.Join(", ", recorded.Transitions.Select(move
        => $"{move.EntityName} {move.Key[0] ?? "?"} #{move.Record.Sequence} {move.Record.FromState ?? "-"}>{move.Record.ToState}"));

    public void Write(string moment, TransitionEventData recorded) => Calls.Add($"{moment} {Text(recorded)}");
}

public sealed class JournalSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override void OnRecording(TransitionEventData recorded)
    {
        events.Write("recording", recorded);
        events.Recording?.Invoke(recorded);
    }

    public override void OnCommitted(TransitionEventData recorded)
    {
        events.Write("committed", recorded);
        events.Committed?.Invoke(recorded);
    }

    public override void OnDiscarded(TransitionEventData recorded) => events.Write("discarded", recorded);
}

public sealed class SecondSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override void OnRecording(TransitionEventData recorded) => events.Calls.Add("second recording");

    public override void OnCommitted(TransitionEventData recorded) => events.Calls.Add("second committed");

    public override void OnDiscarded(TransitionEventData recorded) => events.Calls.Add("second discarded");
}

/// <summary>A subscriber with asynchronous methods only.</summary>
public sealed class PatientSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override async ValueTask OnRecordingAsync(TransitionEventData recorded, CancellationToken cancellationToken)
    {
        await Task.Yield();
        events.Write("recording", recorded);
        events.Recording?.Invoke(recorded);
    }

    public override async ValueTask OnCommittedAsync(TransitionEventData recorded)
    {
        await Task.Yield();
        events.Write("committed", recorded);
    }
}

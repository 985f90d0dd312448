using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions.Events;

/// <summary>What subscribers were told, in order.</summary>
public sealed class EventRecorder
{
    public List<string> Calls { get; } = [];

    /// <summary>Done while moves are recorded.</summary>
    public Action<RecordedTransitions>? Recording { get; set; }

    public Action<RecordedTransitions>? Committed { get; set; }

    public static string Text(RecordedTransitions recorded) => string.Join(", ", recorded.Moves.Select(move
        => $"{move.EntityName} {move.Key[0] ?? "?"} #{move.Record.Sequence} {move.Record.FromState ?? "-"}>{move.Record.ToState}"));

    public void Write(string moment, RecordedTransitions recorded) => Calls.Add($"{moment} {Text(recorded)}");
}

public sealed class JournalSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override void Recording(RecordedTransitions recorded)
    {
        events.Write("recording", recorded);
        events.Recording?.Invoke(recorded);
    }

    public override void Committed(RecordedTransitions recorded)
    {
        events.Write("committed", recorded);
        events.Committed?.Invoke(recorded);
    }

    public override void Discarded(RecordedTransitions recorded) => events.Write("discarded", recorded);
}

public sealed class SecondSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override void Recording(RecordedTransitions recorded) => events.Calls.Add("second recording");

    public override void Committed(RecordedTransitions recorded) => events.Calls.Add("second committed");

    public override void Discarded(RecordedTransitions recorded) => events.Calls.Add("second discarded");
}

/// <summary>Can only be waited for.</summary>
public sealed class PatientSubscriber(EventRecorder events) : TransitionSubscriber
{
    public override async ValueTask RecordingAsync(RecordedTransitions recorded, CancellationToken cancellationToken)
    {
        await Task.Yield();
        events.Write("recording", recorded);
        events.Recording?.Invoke(recorded);
    }

    public override async ValueTask CommittedAsync(RecordedTransitions recorded)
    {
        await Task.Yield();
        events.Write("committed", recorded);
    }
}

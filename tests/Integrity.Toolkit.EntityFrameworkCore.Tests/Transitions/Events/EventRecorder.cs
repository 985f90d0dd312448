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

public sealed class JournalSubscriber(EventRecorder journal) : TransitionSubscriber
{
    public override void Recording(RecordedTransitions recorded)
    {
        journal.Write("recording", recorded);
        journal.Recording?.Invoke(recorded);
    }

    public override void Committed(RecordedTransitions recorded)
    {
        journal.Write("committed", recorded);
        journal.Committed?.Invoke(recorded);
    }

    public override void Discarded(RecordedTransitions recorded) => journal.Write("discarded", recorded);
}

public sealed class SecondSubscriber(EventRecorder journal) : TransitionSubscriber
{
    public override void Recording(RecordedTransitions recorded) => journal.Calls.Add("second recording");

    public override void Committed(RecordedTransitions recorded) => journal.Calls.Add("second committed");

    public override void Discarded(RecordedTransitions recorded) => journal.Calls.Add("second discarded");
}

/// <summary>Can only be waited for.</summary>
public sealed class PatientSubscriber(EventRecorder journal) : TransitionSubscriber
{
    public override async ValueTask RecordingAsync(RecordedTransitions recorded, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Write("recording", recorded);
        journal.Recording?.Invoke(recorded);
    }

    public override async ValueTask CommittedAsync(RecordedTransitions recorded)
    {
        await Task.Yield();
        journal.Write("committed", recorded);
    }
}

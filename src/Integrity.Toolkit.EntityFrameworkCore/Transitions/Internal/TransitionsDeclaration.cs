namespace Integrity.Toolkit.Transitions;

/// <summary>What HasTransitions said.</summary>
internal sealed record TransitionsDeclaration(string Property, ITransitionTable Table)
{
    public IntegrityMode? Mode { get; init; }

    public string? HistoryTable { get; init; }

    public string? HistorySchema { get; init; }

    public HistoryDeletion HistoryDeletion { get; init; }

    public TransitionHold Hold { get; init; }

    public EffectsDeclaration Effects { get; init; } = EffectsDeclaration.None;

    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];
}

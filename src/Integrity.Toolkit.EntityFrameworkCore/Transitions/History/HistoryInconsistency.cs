namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One inconsistency of a stored history.
/// </summary>
public sealed class HistoryInconsistency
{
    internal HistoryInconsistency(HistoryInconsistencyKind kind, IReadOnlyList<object?> key, int? sequence)
    {
        Kind = kind;
        Key = key;
        Sequence = sequence;
    }

    /// <summary>Gets the kind of the inconsistency.</summary>
    public HistoryInconsistencyKind Kind { get; }

    /// <summary>Gets the values of the entity's primary key, in its order.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the sequence of the history row; <see langword="null"/> if there is none.</summary>
    public int? Sequence { get; }
}


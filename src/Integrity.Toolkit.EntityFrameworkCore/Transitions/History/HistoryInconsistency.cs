namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One place where a stored history is not what it should be.
/// </summary>
public sealed class HistoryInconsistency
{
    internal HistoryInconsistency(HistoryInconsistencyKind kind, IReadOnlyList<object?> key, int? sequence)
    {
        Kind = kind;
        Key = key;
        Sequence = sequence;
    }

    /// <summary>Gets what is wrong.</summary>
    public HistoryInconsistencyKind Kind { get; }

    /// <summary>Gets the values of the entity's primary key, in its order.</summary>
    public IReadOnlyList<object?> Key { get; }

    /// <summary>Gets the row of the history that it is about; <see langword="null"/> where there is none.</summary>
    public int? Sequence { get; }
}


namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One place where a stored history is not what it should be.
/// </summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Key">The values of the entity's primary key, in its order.</param>
/// <param name="Sequence">The row of the history that it is about; <see langword="null"/> where there is none.</param>
public sealed record HistoryInconsistency(HistoryInconsistencyKind Kind, IReadOnlyList<object?> Key, int? Sequence);

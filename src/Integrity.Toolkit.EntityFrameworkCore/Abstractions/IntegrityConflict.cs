namespace Integrity.Toolkit;

/// <summary>
/// Describes one row that another writer changed first.
/// </summary>
/// <param name="Entity">The name of the entity type, without its namespace.</param>
/// <param name="Key">The values of the primary key, in its order.</param>
/// <param name="Member">The member that tells: the version, or the sequence of the status.</param>
/// <param name="Expected">The value this save started from.</param>
/// <param name="Actual">
/// The value in the database, or <see langword="null"/> when the row is gone or could not be read again.
/// </param>
public sealed record IntegrityConflict(
    string Entity,
    IReadOnlyList<object?> Key,
    string Member,
    object? Expected,
    object? Actual);

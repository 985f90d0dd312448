namespace Matrix;

/// <summary>
/// A promise, and how to try to break it in every way.
/// </summary>
/// <param name="Name">The promise.</param>
/// <param name="Broken">A query that finds a row when the promise is broken.</param>
internal sealed record Guarantee(string Name, Func<Arena, string> Broken)
{
    /// <summary>What can be tried through the change tracker.</summary>
    public required IReadOnlyList<Attempt> SaveChanges { get; init; }

    public required IReadOnlyList<Attempt> Detached { get; init; }

    public required IReadOnlyList<Attempt> SetBased { get; init; }

    /// <summary>Statements, sent through EF Core and by another client.</summary>
    public required IReadOnlyList<Attempt> Sql { get; init; }

    /// <summary>Statements that replace or load rows in SQLite.</summary>
    public required IReadOnlyList<Attempt> OnSqlite { get; init; }

    /// <summary>Statements that replace or load rows in PostgreSQL.</summary>
    public required IReadOnlyList<Attempt> OnPostgres { get; init; }

    /// <summary>Why a statement that nobody refused breaks the promise.</summary>
    public string OpenBecause { get; init; } = "nothing in the database holds it";
}

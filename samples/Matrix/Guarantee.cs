namespace Matrix;

/// <summary>
/// A guarantee, and the attempts to break it in every way.
/// </summary>
/// <param name="Name">The name of the guarantee.</param>
/// <param name="Broken">A query that returns a row if the guarantee is broken.</param>
internal sealed record Guarantee(string Name, Func<Arena, string> Broken)
{
    /// <summary>The attempts through the change tracker.</summary>
    public required IReadOnlyList<Attempt> SaveChanges { get; init; }

    public required IReadOnlyList<Attempt> Detached { get; init; }

    public required IReadOnlyList<Attempt> SetBased { get; init; }

    /// <summary>The statements, which are executed through EF Core and by another client.</summary>
    public required IReadOnlyList<Attempt> Sql { get; init; }

    /// <summary>The statements that replace or load rows in SQLite.</summary>
    public required IReadOnlyList<Attempt> OnSqlite { get; init; }

    /// <summary>The statements that replace or load rows in PostgreSQL.</summary>
    public required IReadOnlyList<Attempt> OnPostgres { get; init; }

    /// <summary>The reason why a statement that is not rejected breaks the guarantee.</summary>
    public string OpenBecause { get; init; } = "nothing in the database holds it";
}

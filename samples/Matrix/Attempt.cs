namespace Matrix;

/// <summary>One attempt to break a guarantee.</summary>
/// <param name="Name">A short description.</param>
/// <param name="Run">Executes the attempt. An exception is a valid outcome.</param>
internal sealed record Attempt(string Name, Func<Arena, Task> Run)
{
    /// <summary>Creates an attempt with a SQL statement.</summary>
    public static Attempt Sql(string name, Func<Arena, string> sql) => new(name, arena => arena.ExecuteAsync(sql(arena)));
}

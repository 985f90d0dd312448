namespace Matrix;

/// <summary>One try to break a guarantee.</summary>
/// <param name="Name">What is tried, in a few words.</param>
/// <param name="Run">Tries it. An exception is an answer.</param>
internal sealed record Attempt(string Name, Func<Arena, Task> Run)
{
    /// <summary>A statement that a client sends.</summary>
    public static Attempt Sql(string name, Func<Arena, string> sql) => new(name, arena => arena.ExecuteAsync(sql(arena)));
}

namespace Samples.Tests;

/// <summary>An initially empty database for one test class.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>The name in the output of a sample.</summary>
    public abstract string Name { get; }

    /// <summary>Returns the value of <c>--database</c>, or skips the test if there is no such database.</summary>
    public abstract ValueTask<string> ConnectionStringAsync();

    public abstract ValueTask DisposeAsync();
}

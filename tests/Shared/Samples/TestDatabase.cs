namespace Samples.Tests;

/// <summary>A database of one test class, empty at first.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>The name that a sample's output gives it.</summary>
    public abstract string Name { get; }

    /// <summary>What <c>--database</c> is given; the test is skipped where there is no such database.</summary>
    public abstract ValueTask<string> ConnectionStringAsync();

    public abstract ValueTask DisposeAsync();
}

namespace Samples.Tests;

public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casework-tests-");

    public override string Name => "sqlite";

    public override ValueTask<string> ConnectionStringAsync()
        => ValueTask.FromResult($"Data Source={Path.Combine(_folder.FullName, "desk.db")};Pooling=False");

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

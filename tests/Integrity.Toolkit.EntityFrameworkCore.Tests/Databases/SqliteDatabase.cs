using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>SQLite, in memory unless a test requires a file, shared by the connections of one test.</summary>
public class SqliteDatabase : Database, IDisposable
{
    private readonly List<SqliteConnection> _alive = [];
    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("integrity-sqlite-").FullName);

    public override async Task<Action<DbContextOptionsBuilder>> CreateAsync()
    {
        var connectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared;Default Timeout=5";
        var keeper = new SqliteConnection(connectionString);
        await keeper.OpenAsync();
        _alive.Add(keeper);
        return options => Quiet(options.UseSqlite(connectionString));
    }

    public override Task<Action<DbContextOptionsBuilder>> CreateOnDiskAsync()
    {
        var connectionString = $"Data Source={Path.Combine(_folder.Value, $"{Guid.NewGuid():N}.db")};Pooling=False;Default Timeout=5";
        return Task.FromResult<Action<DbContextOptionsBuilder>>(options => Quiet(options.UseSqlite(connectionString)));
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _alive.ForEach(keeper => keeper.Dispose());
        if (_folder.IsValueCreated)
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }
}

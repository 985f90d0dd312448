using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>SQLite in memory, shared by the connections of one test.</summary>
public sealed class SqliteDatabase : Database, IDisposable
{
    private readonly List<SqliteConnection> _alive = [];

    public override async Task<Action<DbContextOptionsBuilder>> CreateAsync()
    {
        var connectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared;Default Timeout=5";
        var keeper = new SqliteConnection(connectionString);
        await keeper.OpenAsync();
        _alive.Add(keeper);
        return options => Quiet(options.UseSqlite(connectionString));
    }

    public void Dispose() => _alive.ForEach(keeper => keeper.Dispose());
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>A SQLite database, in memory or in a file of the temporary folder, and the two ways to use it.</summary>
public sealed class DeskDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string? _folder;
    private readonly DbContextOptions _hand;
    private readonly DbContextOptions _toolkit;

    private DeskDatabase(string source, string? folder, bool accompanied, bool observe)
    {
        _folder = folder;
        _connection = new SqliteConnection($"Data Source={source};Pooling=False");
        _connection.Open();
        _hand = Options(accompanied, toolkit: false, observe).Options;
        _toolkit = Options(accompanied, toolkit: true, observe).Options;
    }

    public static DeskDatabase InMemory(bool accompanied = false) => new(":memory:", null, accompanied, observe: false);

    public static DeskDatabase InFile(bool observe)
    {
        var folder = Directory.CreateTempSubdirectory("desk").FullName;
        return new DeskDatabase(Path.Combine(folder, "desk.sqlite"), folder, accompanied: false, observe);
    }

    public HandContext Hand() => new(_hand);

    public ToolkitContext Toolkit() => new(_toolkit);

    public DbContext Open(bool toolkit) => toolkit ? Toolkit() : Hand();

    public DeskDatabase Create(bool toolkit)
    {
        using var context = Open(toolkit);
        context.Database.EnsureCreated();
        return this;
    }

    public long Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    public void Dispose()
    {
        _connection.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private DbContextOptionsBuilder Options(bool accompanied, bool toolkit, bool observe)
    {
        var options = new DbContextOptionsBuilder().UseSqlite(_connection);
        if (accompanied)
        {
            options.AddInterceptors(new NoOpInterceptor());
        }

        return toolkit
            ? options.UseSoftDelete().UseVersioning().UseHooks().UseValidation().UseTransitions(moves => _ = observe ? moves.Observe() : moves)
            : options;
    }
}

using Integrity.Toolkit.Tests.Desk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>A copy of a database in a file, to which the program sqlite3 writes.</summary>
internal sealed class Sqlite3File : IAsyncDisposable
{
    private readonly DbContext _db;
    private readonly TemporaryFile _file = new();

    private Sqlite3File(DbContext db) => _db = db;

    public static async Task<Sqlite3File> CreateAsync(TestApplication app)
    {
        Assert.SkipUnless(await ExternalProgram.ExistsAsync("sqlite3"), "The program sqlite3 is not installed.");
        var file = new Sqlite3File(app.Open());
        await using var from = new SqliteConnection(file._db.Database.GetConnectionString());
        await using var to = new SqliteConnection($"Data Source={file._file.Path};Pooling=False");
        await from.OpenAsync();
        from.BackupDatabase(to);
        return file;
    }

    /// <summary>Runs a statement and returns the code of its error.</summary>
    public async Task<string> RunAsync(string statement)
        => RawConnection.CodeIn(_db, (await ExternalProgram.RunAsync("sqlite3", $"{statement};", "-bail", _file.Path)).Error);

    /// <summary>Returns the whole content of the file.</summary>
    public async Task<string> DumpAsync() => (await ExternalProgram.RunAsync("sqlite3", ".dump", _file.Path)).Output;

    public async ValueTask DisposeAsync()
    {
        _file.Dispose();
        await _db.DisposeAsync();
    }
}

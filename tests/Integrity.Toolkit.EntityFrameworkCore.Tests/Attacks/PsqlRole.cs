using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>An ordinary role that executes statements with psql. It is dropped on disposal.</summary>
internal sealed class PsqlRole : IAsyncDisposable
{
    private readonly TestApplication _app;
    private readonly DbContext _db;
    private readonly string _name;

    private PsqlRole(TestApplication app, string name) => (_app, _db, _name) = (app, app.Open(), name);

    public static async Task<PsqlRole> CreateAsync(TestApplication app)
    {
        Assert.SkipUnless(await ExternalProgram.ExistsAsync("psql"), "The program psql is not installed.");
        var name = $"role_{Guid.NewGuid():N}";
        await RawConnection.TryAsync(
            app,
            $"CREATE ROLE {name} LOGIN",
            $"GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {name}",
            $"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}");
        return new PsqlRole(app, name);
    }

    /// <summary>Runs a statement and returns the code of its error.</summary>
    public async Task<string> RunAsync(string statement)
    {
        var address = new NpgsqlConnectionStringBuilder(_db.Database.GetConnectionString());
        string[] arguments = ["-X", "-q", "-h", address.Host!, "-p", $"{address.Port}", "-U", _name, "-d", address.Database!];
        var input = $"\\set VERBOSITY verbose\n\\set ON_ERROR_STOP on\n{statement};";

        return RawConnection.CodeIn(_db, (await ExternalProgram.RunAsync("psql", input, arguments)).Error);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await RawConnection.TryAsync(_app, $"DROP OWNED BY {_name}", $"DROP ROLE {_name}");
    }
}

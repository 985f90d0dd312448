using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Executes raw SQL that the guards should reject.</summary>
public static class Attacks
{
    /// <summary>Returns the exception, or null if the statement succeeded.</summary>
    public static async Task<DbException?> TryAsync(MigratingApplication app, string sql)
    {
        try
        {
            await app.RunAsync(sql);
            return null;
        }
        catch (IntegrityUpdateException violation)
        {
            return (DbException)violation.InnerException!;
        }
    }

    /// <summary>Returns the number of guards in the database, including incomplete ones.</summary>
    public static Task<int> GuardsAsync(MigratingApplication app)
    {
        using var context = app.Open();
        return app.ReadAsync<int>(context.Database.IsSqlite()
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)::int + (SELECT count(*) FROM pg_proc WHERE proname LIKE 'itk%')::int AS \"Value\"");
    }

    /// <summary>A live row of the table can be inserted but not deleted; a soft-deleted one can be deleted.</summary>
    public static async Task IsKeptAsync(MigratingApplication app, string table, int id = 700)
    {
        await app.RunAsync($"INSERT INTO {table} (\"Id\") VALUES ({id})");

        var violation = await TryAsync(app, $"DELETE FROM {table} WHERE \"Id\" = {id}");
        var marked = await app.RunAsync($"UPDATE {table} SET \"DeletedAt\" = '2026-01-01' WHERE \"Id\" = {id}");
        var deleted = await app.RunAsync($"DELETE FROM {table} WHERE \"Id\" = {id}");

        Assert.Contains("deleted for good only", violation?.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (marked, deleted));
    }

    public static async Task PaperIsKeptAsync(MigratingApplication app)
    {
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (700, 'kept')");

        var violation = await TryAsync(app, "DELETE FROM \"Paper\" WHERE \"Id\" = 700");
        var marked = await app.RunAsync("UPDATE \"Paper\" SET \"DeletedAt\" = '2026-01-01' WHERE \"Id\" = 700");
        var deleted = await app.RunAsync("DELETE FROM \"Paper\" WHERE \"Id\" = 700");

        Assert.Contains("deleted for good only", violation?.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (marked, deleted));
    }
}

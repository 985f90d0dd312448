using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Samples.Shared;

/// <summary>The database of a connection string.</summary>
internal sealed record CaseworkDatabase(DatabaseKind Kind, string ConnectionString)
{
    private const string Expected =
        "Expected \"Host=...;Database=...\" for PostgreSQL or \"Data Source=...\" for SQLite.";

    public const string EnvironmentVariable = "CASEWORK_DATABASE";

    public static CaseworkDatabase Parse(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename"))
            {
                return new CaseworkDatabase(
                    DatabaseKind.Sqlite, new SqliteConnectionStringBuilder(connectionString).ConnectionString);
            }

            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
            {
                return new CaseworkDatabase(
                    DatabaseKind.Postgres, new NpgsqlConnectionStringBuilder(connectionString).ConnectionString);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The provider's message may contain the connection string, including a password.
            throw new CommandException("The connection string of --database is invalid. " + Expected);
        }

        throw new CommandException("The connection string of --database does not specify a database. " + Expected);
    }

    public static CaseworkDatabase ParseOrFile(string? connectionString, string file)
        => string.IsNullOrWhiteSpace(connectionString)
            ? new CaseworkDatabase(
                DatabaseKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString)
            : Parse(connectionString);
}

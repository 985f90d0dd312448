using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Samples.Shared;

/// <summary>Which database to use, as the connection string shows.</summary>
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
            // The message of the provider may repeat the text, and with it a password.
            throw new CommandException("The connection string of --database cannot be read. " + Expected);
        }

        throw new CommandException("The connection string of --database names no database. " + Expected);
    }

    public static CaseworkDatabase ParseOrFile(string? connectionString, string file)
        => string.IsNullOrWhiteSpace(connectionString)
            ? new CaseworkDatabase(
                DatabaseKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString)
            : Parse(connectionString);
}

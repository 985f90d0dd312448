using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Casework.Tickets;

/// <summary>Which database to use, as the connection string shows.</summary>
public sealed record DeskDatabase(DatabaseKind Kind, string ConnectionString)
{
    private const string Expected =
        "Expected \"Host=...;Database=...\" for PostgreSQL or \"Data Source=...\" for SQLite.";

    public const string EnvironmentVariable = "CASEWORK_DATABASE";

    /// <summary>The PostgreSQL schema, or <see langword="null"/> for the usual one.</summary>
    public string? Schema { get; init; }

    public static DeskDatabase Parse(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename"))
            {
                return new DeskDatabase(
                    DatabaseKind.Sqlite, new SqliteConnectionStringBuilder(connectionString).ConnectionString);
            }

            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
            {
                return new DeskDatabase(
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

    public static DeskDatabase ParseOrFile(string? connectionString, string file)
        => string.IsNullOrWhiteSpace(connectionString)
            ? new DeskDatabase(
                DatabaseKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString)
            : Parse(connectionString);
}

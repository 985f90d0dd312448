using System.Data.Common;
using System.Text.RegularExpressions;
using Integrity.Toolkit.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Another program, which writes without EF Core, on a connection of its own, and without foreign keys.</summary>
internal static partial class RawConnection
{
    /// <summary>The result if a statement is rejected by an object without a declaration.</summary>
    public const string Other = "something else: ";

    /// <summary>The result if nothing is rejected.</summary>
    public const string Passed = "passed";

    /// <summary>Executes statements in order, and returns the code of the declaration that rejected one.</summary>
    public static async Task<string> TryAsync(TestApplication app, params string[] statements)
    {
        await using var db = app.Open();
        await using var connection = (DbConnection)Activator.CreateInstance(
            db.Database.GetDbConnection().GetType(), db.Database.GetConnectionString())!;
        await connection.OpenAsync();
        try
        {
            if (connection is SqliteConnection)
            {
                await RunAsync(connection, "PRAGMA foreign_keys = OFF");
            }

            foreach (var statement in statements)
            {
                await RunAsync(connection, statement);
            }

            return Passed;
        }
        catch (DbException refused)
        {
            return CodeOf(db, refused) ?? Other + refused.Message;
        }
    }

    /// <summary>Returns the declaration that a provider's exception violates.</summary>
    public static string? CodeOf(DbContext db, Exception? refused) => refused switch
    {
        PostgresException postgres => Find(db, postgres.TableName, postgres.ConstraintName),
        SqliteException sqlite => Find(db, null, Prefix().Match(sqlite.Message).Groups["name"].Value),
        { InnerException: { } inner } => CodeOf(db, inner),
        _ => null,
    };

    /// <summary>Returns the declaration that is named in the output of sqlite3 or psql.</summary>
    public static string CodeIn(DbContext db, string said)
        => (Prefix().Match(said) is { Success: true } sqlite ? Find(db, null, sqlite.Groups["name"].Value)
            : Field().Match(said) is { Success: true } postgres ? Find(db, null, postgres.Groups["name"].Value)
            : null) ?? (said.Length == 0 ? Passed : Other + said);

    private static string? Find(DbContext db, string? table, string? name)
        => name is null ? null : RenderedConstraints.Of(db.Model).All
            .FirstOrDefault(declared => declared.Name == name && (table is null || declared.Table == table))?.Code;

    private static async Task RunAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("integrity:(?<name>[^:|]+)")]
    private static partial Regex Prefix();

    [GeneratedRegex("^CONSTRAINT NAME: +(?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Field();
}

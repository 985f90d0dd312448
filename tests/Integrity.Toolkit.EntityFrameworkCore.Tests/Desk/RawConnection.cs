using System.Data.Common;
using System.Text.RegularExpressions;
using Integrity.Toolkit.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Another program: it writes past EF Core, on a connection of its own, and does not look at foreign keys.</summary>
internal static partial class RawConnection
{
    /// <summary>What the answer is when a statement is refused by something that stands for no declaration.</summary>
    public const string Other = "something else: ";

    /// <summary>What the answer is when nothing was refused.</summary>
    public const string Passed = "passed";

    /// <summary>Runs statements one after the other, and gives the code of the declaration that refused one.</summary>
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

    /// <summary>The declaration that a provider's exception is about.</summary>
    public static string? CodeOf(DbContext db, Exception? refused) => refused switch
    {
        PostgresException postgres => Find(db, postgres.TableName, postgres.ConstraintName),
        SqliteException sqlite => Find(db, null, Prefix().Match(sqlite.Message).Groups["name"].Value),
        { InnerException: { } inner } => CodeOf(db, inner),
        _ => null,
    };

    /// <summary>The declaration that is named in what a program of SQLite or PostgreSQL says.</summary>
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

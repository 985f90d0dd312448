using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samples.Shared;

namespace Matrix;

/// <summary>A database with a few rows for one attempt.</summary>
internal sealed class Arena(CaseworkDatabase database, Func<MatrixContext> open)
{
    /// <summary>The key of a case in its initial state and first version.</summary>
    public int Case { get; private set; }

    /// <summary>A key that no case has.</summary>
    public int NewCase => Case + 1_000_000;

    /// <summary>The key of the case's only active review.</summary>
    public int Review { get; private set; }

    /// <summary>The key of a reviewer with the maximum workload.</summary>
    public int Reviewer { get; private set; }

    /// <summary>The key of a fact.</summary>
    public int Fact { get; private set; }

    /// <summary>Whether SQL is executed through EF Core.</summary>
    public bool ThroughContext { get; init; }

    public async Task SeedAsync()
    {
        await using var db = open();
        var work = new Case { Title = "as it was" };
        var reviewer = new Reviewer { Workload = 3 };
        var fact = new Fact { Value = "as written" };
        db.AddRange(work, reviewer, fact);
        await db.SaveChangesAsync();
        var review = new Review { CaseId = work.Id };
        db.Add(review);
        await db.SaveChangesAsync();
        (Case, Review, Reviewer, Fact) = (work.Id, review.Id, reviewer.Id, fact.Id);
    }

    /// <summary>Executes an asynchronous change in a context of its own, and saves it.</summary>
    public async Task SaveAsync(Func<MatrixContext, Task> change)
    {
        await using var db = open();
        await change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Executes a synchronous change in a context of its own, and saves it.</summary>
    public Task SaveAsync(Action<MatrixContext> change) => SaveAsync(db =>
    {
        change(db);
        return Task.CompletedTask;
    });

    /// <summary>Executes an action in a context of its own, without saving.</summary>
    public async Task RunAsync(Func<MatrixContext, Task> action)
    {
        await using var db = open();
        await action(db);
    }

    public async Task ExecuteAsync(string sql)
    {
        if (ThroughContext)
        {
            await using var db = open();
            await db.Database.ExecuteSqlRawAsync(sql);
            return;
        }

        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Loads rows in bulk, which only PostgreSQL supports.</summary>
    public async Task CopyAsync(string copy, string line)
    {
        await using var connection = (NpgsqlConnection)await ConnectAsync();
        await using var writer = await connection.BeginTextImportAsync(copy);
        await writer.WriteLineAsync(line);
    }

    public async Task<bool> FindsAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is not null;
    }

    /// <summary>Connects like a client with default settings, which does not enforce foreign keys on SQLite.</summary>
    private async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = database.Kind == DatabaseKind.Postgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(
                new SqliteConnectionStringBuilder(database.ConnectionString) { ForeignKeys = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>Records the text of every command, and can fail the next write.</summary>
public sealed class SqlRecorder : DbCommandInterceptor
{
    public List<string> Commands { get; } = [];

    public IEnumerable<string> Writes => Commands.Where(IsWrite);

    /// <summary>The exception to throw instead of the next write.</summary>
    public Exception? FailNextWrite { get; set; }

    /// <summary>The prefix of commands that fail.</summary>
    public string? FailOn { get; set; }

    /// <summary>Called before every write.</summary>
    public Action? OnWrite { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Record(command);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Record(command);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(result);
    }

    private static bool IsWrite(string command)
        => command.Contains("INSERT", StringComparison.Ordinal)
            || command.Contains("UPDATE", StringComparison.Ordinal)
            || command.Contains("DELETE", StringComparison.Ordinal);

    private void Record(DbCommand command)
    {
        Commands.Add(command.CommandText);
        if (FailOn is { } text && command.CommandText.StartsWith(text, StringComparison.Ordinal))
        {
            throw new InvalidDataException(text);
        }

        if (!IsWrite(command.CommandText))
        {
            return;
        }

        OnWrite?.Invoke();
        if (FailNextWrite is { } failure)
        {
            FailNextWrite = null;
            throw failure;
        }
    }
}

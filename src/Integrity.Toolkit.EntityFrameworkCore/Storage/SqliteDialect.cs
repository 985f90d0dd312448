using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>SQLite. A trigger consists of its SQL text alone, and only its own statements can change what it reads.</summary>
internal sealed class SqliteDialect(ISqlGenerationHelper names) : DatabaseDialect(names)
{
    public override bool CanTruncate => false;

    public override bool CanDefer => false;

    public override bool HoldsForeignKeys => false;

    public override bool ReplacesRows => true;

    public override string Differs(string left, string right) => $"{left} IS NOT {right}";

    public override string Equals(string left, string right) => $"{left} IS {right}";

    public override string IsNotTrue(string condition) => $"({condition}) IS NOT TRUE";

    public override string LockRow(bool nowait) => "";

    public override string? LockRows => null;

    public override string? LockAll(string table) => $"DELETE FROM {table} WHERE 0";

    public override string Comparable(string column, string? storeType, string? collation = null)
        => IsCollated(storeType, collation) ? $"{column} COLLATE BINARY" : column;

    public override string? IsOlder(string column, string storeType, string seconds)
        => storeType == "TEXT" ? $"julianday({column}) < julianday('now') - {seconds} / 86400.0" : null;

    public override string? UtcNow(string storeType) => storeType == "TEXT" ? "strftime('%Y-%m-%d %H:%M:%f', 'now')" : null;

    public override string CreateTrigger(GuardTrigger trigger)
    {
        var columns = trigger.Columns.Count == 0 ? "" : $" OF {string.Join(", ", trigger.Columns)}";
        var when = trigger.Cases.Length == 1
            ? trigger.Cases[0].Rejected
            : string.Join("\n  OR ", trigger.Cases.Select(item => $"({item.Rejected})"));
        if (trigger.When is { } only)
        {
            when = $"({only})\n  AND ({when})";
        }

        var raise = trigger.Cases.Length == 1
            ? $"  SELECT {Raise(trigger.Name, trigger.Cases[0])};\n"
            : string.Concat(trigger.Cases.Select(item => $"  SELECT {Raise(trigger.Name, item)} WHERE {item.Rejected};\n"));

        return $"CREATE TRIGGER {Quote(trigger.Name)} {(trigger.IsAfter ? "AFTER" : "BEFORE")} {Event(trigger.Event)}{columns} ON {Quote(trigger.Table.Name)}\n"
            + $"WHEN {when}\nBEGIN\n{raise}END;";
    }

    public override string DropTrigger(GuardTrigger trigger) => $"DROP TRIGGER IF EXISTS {Quote(trigger.Name)};";

    private static string Raise(string name, GuardCase item)
        => $"RAISE(ABORT, {Text($"{MessagePrefix}{name}{(item.Constraint is null ? "" : $"|{item.Constraint}")}: {item.Message}")})";

    private static string Event(GuardEvent guarded) => guarded switch
    {
        GuardEvent.Insert => "INSERT",
        GuardEvent.Update => "UPDATE",
        GuardEvent.Delete => "DELETE",
        _ => throw new NotSupportedException("SQLite does not support TRUNCATE."),
    };
}

using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// PostgreSQL. A condition is part of the trigger where possible, so that accepted rows cost no function call; the function
/// raises the error.
/// </summary>
/// <remarks>
/// Triggers for inserts and updates fire after the row is written, because another trigger may change the row before.
/// </remarks>
internal sealed class PostgreSqlDialect(ISqlGenerationHelper names) : DatabaseDialect(names)
{
    /// <summary>The prefix of the comment on a trigger of the toolkit.</summary>
    public const string SealPrefix = "integrity ";

    /// <summary>The trigger's definition, without the function's name, which depends on the reader's search path.</summary>
    public const string Print = "md5(split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1))";

    /// <summary>Types without equality, and types for which different values are equal.</summary>
    private static readonly string[] Incomparable =
        ["json", "xml", "point", "polygon", "box", "path", "line", "lseg", "circle", "citext"];

    public override bool CanTruncate => true;

    public override bool CanDefer => true;

    public override bool HoldsForeignKeys => true;

    public override bool ReplacesRows => false;

    public override string Differs(string left, string right) => $"{left} IS DISTINCT FROM {right}";

    public override string Equals(string left, string right) => $"{left} IS NOT DISTINCT FROM {right}";

    public override string IsNotTrue(string condition) => $"({condition}) IS NOT TRUE";

    public override string Comparable(string column, string? storeType, string? collation = null)
        => storeType is not null && Incomparable.Contains(storeType.Split('[')[0])
            ? $"{column}::text"
            : IsCollated(storeType, collation) ? $"{column} COLLATE \"C\"" : column;

    public override string? IsOlder(string column, string storeType, string seconds)
    {
        var limit = $"CURRENT_TIMESTAMP - INTERVAL '{seconds} seconds'";
        return storeType.Split(['(', ' '])[0] switch
        {
            "timestamp" or "timestamptz" when storeType.Contains("tz", StringComparison.Ordinal)
                || storeType.Contains("with time zone", StringComparison.Ordinal) => $"{column} < {limit}",
            "timestamp" => $"{column} < ({limit}) AT TIME ZONE 'UTC'",
            "date" => $"{column} < (({limit}) AT TIME ZONE 'UTC')::date",
            _ => null,
        };
    }

    public override string? UtcNow(string storeType) => storeType.Split(['(', ' '])[0] switch
    {
        "timestamptz" => "CURRENT_TIMESTAMP",
        "timestamp" => storeType.Contains("with time zone", StringComparison.Ordinal)
            ? "CURRENT_TIMESTAMP"
            : "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'",
        _ => null,
    };

    public override string LockRow(bool nowait) => nowait ? " FOR UPDATE NOWAIT" : " FOR UPDATE";

    public override string? LockRows => " FOR NO KEY UPDATE";

    public override string? LockAll(string table) => null;

    public override string CreateTrigger(GuardTrigger trigger)
    {
        var function = Names.DelimitIdentifier(trigger.Name, trigger.Table.Schema);
        var table = Quote(trigger.Table);
        var isStatement = trigger.Event == GuardEvent.Truncate;
        var inFunction = trigger.ReadsRows || trigger.Cases.Length > 1;
        string?[] conditions = [trigger.When, isStatement || inFunction ? null : trigger.Cases[0].Rejected];
        var when = conditions.OfType<string>().ToList() switch
        {
            [] => "",
            [var only] => $"\nWHEN ({only})",
            var all => $"\nWHEN (({string.Join(")\n  AND (", all)}))",
        };
        var (constraint, deferred) = trigger.IsDeferred ? ("CONSTRAINT ", "\nDEFERRABLE INITIALLY DEFERRED") : ("", "");

        var create =
            $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $integrity$\nBEGIN\n"
            + string.Concat(trigger.Cases.Select(item => inFunction
                ? $"  IF {item.Rejected} THEN\n    {Raise(trigger.Name, item)}\n  END IF;\n"
                : $"  {Raise(trigger.Name, item)}\n"))
            + $"  RETURN {(trigger.Event == GuardEvent.Delete ? "OLD" : "NULL")};\nEND $integrity$;\n"
            + (inFunction ? OwnNames(function) : "")
            + $"DROP TRIGGER IF EXISTS {Quote(trigger.Name)} ON {table};\n"
            + $"CREATE {constraint}TRIGGER {Quote(trigger.Name)} {Event(trigger.Event)} ON {table}{deferred}\n"
            + $"FOR EACH {(isStatement ? "STATEMENT" : "ROW")}{when}\nEXECUTE FUNCTION {function}();\n";

        return create + Seal(trigger, table, create);
    }

    public override string DropTrigger(GuardTrigger trigger)
        => $"DROP TRIGGER IF EXISTS {Quote(trigger.Name)} ON {Quote(trigger.Table)};\n"
            + $"DROP FUNCTION IF EXISTS {Names.DelimitIdentifier(trigger.Name, trigger.Table.Schema)}();";

    /// <summary>
    /// Pins the function's search path, so that a writer cannot shadow a table with a temporary one of the same name.
    /// </summary>
    private static string OwnNames(string function)
        => "DO $integrity$ BEGIN\n"
            + $"  EXECUTE format('ALTER FUNCTION %s() SET search_path = %I, pg_temp', {Text(function)}, current_schema());\n"
            + "END $integrity$;\n";

    private static string Raise(string name, GuardCase item)
        => $"RAISE EXCEPTION USING MESSAGE = {Text(item.Message)}, ERRCODE = '23514', CONSTRAINT = {Text(item.Constraint ?? name)}, "
            + "TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;";

    /// <summary>
    /// Stores a hash of the trigger's SQL and of its definition as the database prints it, so that a check can detect whether
    /// it was changed or belongs to another model.
    /// </summary>
    private static string Seal(GuardTrigger trigger, string table, string create)
        => "DO $integrity$ BEGIN\n"
            + $"  EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', "
            + $"{Text(trigger.Name)}, {Text(table)}, {Text($"{SealPrefix}{ObjectName.Hash(create)} ")} || (SELECT {Print} FROM pg_trigger AS t\n"
            + $"    WHERE t.tgname = {Text(trigger.Name)} AND t.tgrelid = {Text(table)}::regclass));\n"
            + "END $integrity$;";

    private static string Event(GuardEvent guarded) => guarded switch
    {
        GuardEvent.Insert => "AFTER INSERT",
        GuardEvent.Update => "AFTER UPDATE",
        GuardEvent.Delete => "BEFORE DELETE",
        _ => "BEFORE TRUNCATE",
    };
}

using System.Data.Common;
using Integrity.Toolkit.Storage;

namespace Integrity.Toolkit.Errors;

/// <summary>Reads PostgreSQL errors by SQLSTATE and fields, because the texts are localized.</summary>
internal static class PostgresErrorReader
{
    /// <summary>
    /// The prefix of trigger names. A trigger with this prefix was created by this or another model of the toolkit.
    /// </summary>
    private const string Guard = ObjectName.Guard + "_";

    public static ProviderError? Read(DbException said) => Kind(said) is { } kind
        ? new ProviderError(kind)
        {
            Schema = ProviderProperty.Text(said, "SchemaName"),
            Table = ProviderProperty.Text(said, "TableName"),
            Name = ProviderProperty.Text(said, "ConstraintName"),
            Column = ProviderProperty.Text(said, "ColumnName"),
            IsDirectionKnown = said.SqlState == "23001",
        }
        : null;

    private static DatabaseErrorKind? Kind(DbException said)
        => said.SqlState == "23514" && ProviderProperty.Text(said, "ConstraintName")?.StartsWith(Guard, StringComparison.Ordinal) == true
            ? DatabaseErrorKind.Guard
            : Kind(said.SqlState);

    private static DatabaseErrorKind? Kind(string? state) => state switch
    {
        "23505" => DatabaseErrorKind.Unique,
        "23503" => DatabaseErrorKind.ForeignKeyMissing,
        "23001" => DatabaseErrorKind.ForeignKeyReferenced,
        "23514" or "44000" => DatabaseErrorKind.Check,
        "23502" => DatabaseErrorKind.Required,
        "23P01" => DatabaseErrorKind.Exclusion,
        "22001" => DatabaseErrorKind.TooLong,
        "22003" or "22008" => DatabaseErrorKind.OutOfRange,
        "22P02" or "22007" or "22021" or "22P05" => DatabaseErrorKind.BadFormat,
        "40001" => DatabaseErrorKind.Serialization,
        "40P01" => DatabaseErrorKind.Deadlock,
        "55P03" => DatabaseErrorKind.LockTimeout,
        "25006" => DatabaseErrorKind.ReadOnly,
        "P0001" => DatabaseErrorKind.Trigger,
        ['2', '3', _, _, _] => DatabaseErrorKind.Unknown,
        [var first, _, _, _, _] when IsLeftToUsers(first) && !IsOwn(state) => DatabaseErrorKind.Trigger,
        _ => null,
    };

    /// <summary>
    /// The SQL standard reserves classes with these initials for implementations, and PostgreSQL lets trigger authors use
    /// them.
    /// </summary>
    private static bool IsLeftToUsers(char first) => first is (>= '5' and <= '9') or (>= 'I' and <= 'Z');

    private static bool IsOwn(string state) => state[..2] is "53" or "54" or "55" or "57" or "58" or "72" or "P0" or "XX";
}

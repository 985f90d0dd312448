namespace Integrity.Toolkit.Errors;

/// <summary>
/// Creates the codes and messages of database errors without a declaration. The messages contain names only.
/// </summary>
internal static class DatabaseErrorText
{
    public static string Code(DatabaseErrorKind kind) => kind switch
    {
        DatabaseErrorKind.Unique => "database.unique",
        DatabaseErrorKind.PrimaryKey => "database.primary-key",
        DatabaseErrorKind.ForeignKeyMissing => "database.foreign-key-missing",
        DatabaseErrorKind.ForeignKeyReferenced => "database.foreign-key-referenced",
        DatabaseErrorKind.Check => "database.check",
        DatabaseErrorKind.Required => "database.required",
        DatabaseErrorKind.Exclusion => "database.exclusion",
        DatabaseErrorKind.TooLong => "database.too-long",
        DatabaseErrorKind.OutOfRange => "database.out-of-range",
        DatabaseErrorKind.BadFormat => "database.bad-format",
        DatabaseErrorKind.Guard => "database.guard",
        DatabaseErrorKind.Trigger => "database.trigger",
        DatabaseErrorKind.Serialization => "database.serialization",
        DatabaseErrorKind.Deadlock => "database.deadlock",
        DatabaseErrorKind.LockTimeout => "database.lock-timeout",
        DatabaseErrorKind.Busy => "database.busy",
        DatabaseErrorKind.ReadOnly => "database.read-only",
        _ => "database.unknown",
    };

    public static string Message(ResolvedDatabaseError found, string? known, IReadOnlyList<string> members)
    {
        var entity = known ?? "a row";
        var what = (known, members) switch
        {
            (null, _) => "A value",
            (_, []) => $"A value of {known}",
            _ => $"{known}.{string.Join(", ", members)}",
        };
        var by = By(found);
        return found.Kind switch
        {
            DatabaseErrorKind.Unique => $"{what} must be unique, but another row has the same "
                + $"value{(members.Count > 1 ? "s" : "")}{by}. Choose another value, or change the other row.",
            DatabaseErrorKind.PrimaryKey => $"The key of {entity} already exists{by}. Use another key, or load the existing "
                + "row and change it.",
            DatabaseErrorKind.ForeignKeyMissing => $"{what} references {Principal(found)} that does not exist{by}. Save the "
                + "referenced row first, or reference another one.",
            DatabaseErrorKind.ForeignKeyReferenced => $"{known ?? "The row"} is still referenced by {Dependents(found)}{by}. "
                + "Delete those rows first, or change their reference.",
            DatabaseErrorKind.Check => $"{what} violates a CHECK constraint of the database{by}. Correct the values.",
            DatabaseErrorKind.Required => $"{what} is required. Set it before saving.",
            DatabaseErrorKind.Exclusion => $"{what} conflicts with another row{by}. Choose values that do not overlap.",
            DatabaseErrorKind.TooLong => $"{what} is too long for its column{Type(found)}. Shorten it, or widen the column.",
            DatabaseErrorKind.OutOfRange => $"{what} is out of range for its column{Type(found)}. Correct the value, or change "
                + "the type of the column.",
            DatabaseErrorKind.BadFormat => $"{what} cannot be converted to the type of its column{Type(found)}. Correct the "
                + "value, or change the type of the column.",
            DatabaseErrorKind.Guard => $"A database trigger of the toolkit rejected the change of {entity}{by}, but the model "
                + "does not declare it. Add a migration that synchronizes the model and the database.",
            DatabaseErrorKind.Trigger => $"A trigger or function of the database rejected the change of {entity}. See the inner "
                + "exception for its message.",
            DatabaseErrorKind.Serialization => $"The change of {entity} could not be serialized with those of other "
                + "transactions. Retry the whole transaction, or use a retrying execution strategy.",
            DatabaseErrorKind.Deadlock => $"The change of {entity} caused a deadlock with another transaction. Retry the whole "
                + "transaction, or use a retrying execution strategy.",
            DatabaseErrorKind.LockTimeout => $"{known ?? "The row"} is locked by another transaction. Retry later.",
            DatabaseErrorKind.Busy => "The database is in use by another connection. Retry, or increase the timeout.",
            DatabaseErrorKind.ReadOnly => $"{known ?? "The row"} cannot be changed, because the database or the transaction "
                + "is read-only. Use a writable connection.",
            _ => $"The database rejected the change of {entity}{by}. See the inner exception for its message.",
        };
    }

    private static string By(ResolvedDatabaseError found) => found switch
    {
        { Constraint: { } name } => $" ({name})",
        { Objects.Count: > 0 } => $" ({string.Join(" or ", found.Objects.Select(candidate => candidate.Name))})",
        _ => "",
    };

    private static string Principal(ResolvedDatabaseError found)
        => found.ForeignKey is { } key && key.PrincipalTable.FindMappedType([]) is { } type ? $"a row of {type.ShortName()}" : "a row";

    private static string Dependents(ResolvedDatabaseError found)
    {
        if (found.ForeignKey is not { } key || key.Table.FindMappedType(key.Columns) is not { } type)
        {
            return "other rows";
        }

        return $"{type.ShortName()}.{string.Join(", ", key.Columns.GetMemberPaths(type))}";
    }

    private static string Type(ResolvedDatabaseError found) => found.Columns is [var only] ? $" ({only.StoreType})" : "";
}

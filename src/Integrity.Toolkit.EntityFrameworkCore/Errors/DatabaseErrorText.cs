namespace Integrity.Toolkit.Errors;

/// <summary>Says what the database refused and what to do about it, where no declaration has words of its own. Names only.</summary>
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
            DatabaseErrorKind.Unique => $"{what} is taken: another row has the same value{(members.Count > 1 ? "s" : "")}{by}. "
                + "Choose another one, or change the row that has it.",
            DatabaseErrorKind.PrimaryKey => $"The key of {entity} is that of another row already{by}. Give it another key, or "
                + "load the row that is there and change it.",
            DatabaseErrorKind.ForeignKeyMissing => $"{what} refers to {Principal(found)} that does not exist{by}. Save that row "
                + "first, or refer to another one.",
            DatabaseErrorKind.ForeignKeyReferenced => $"{known ?? "The row"} is still referred to by {Dependents(found)}{by}. "
                + "Delete those rows first, or let them refer to another one.",
            DatabaseErrorKind.Check => $"{what} does not satisfy a CHECK of the database{by}. Correct the values.",
            DatabaseErrorKind.Required => $"{what} must have a value. Set it before saving.",
            DatabaseErrorKind.Exclusion => $"{what} collides with another row{by}. Choose values that do not overlap with it.",
            DatabaseErrorKind.TooLong => $"{what} is too long for its column{Type(found)}. Shorten it, or widen the column.",
            DatabaseErrorKind.OutOfRange => $"{what} is out of the range of its column{Type(found)}. Correct the value, or change "
                + "the type of the column.",
            DatabaseErrorKind.BadFormat => $"{what} cannot be written as a value of its column{Type(found)}. Correct the value, or "
                + "change the type of the column.",
            DatabaseErrorKind.Guard => $"A guard of the database refused the change of {entity}{by}. The model does not declare it: "
                + "bring model and database together by a migration.",
            DatabaseErrorKind.Trigger => $"A trigger or a function of the database refused the change of {entity}; the inner "
                + "exception has its own words.",
            DatabaseErrorKind.Serialization => $"The change of {entity} could not be put in an order with those of other "
                + "transactions. Repeat the whole transaction, or use an execution strategy that does.",
            DatabaseErrorKind.Deadlock => $"The change of {entity} and another transaction waited for each other. Repeat the whole "
                + "transaction, or use an execution strategy that does.",
            DatabaseErrorKind.LockTimeout => $"{known ?? "The row"} is locked by another transaction. Try again later.",
            DatabaseErrorKind.Busy => "The database is busy with another connection's work. Try again, or wait longer for it.",
            DatabaseErrorKind.ReadOnly => $"{known ?? "The row"} cannot be changed: the database or the transaction is read-only. Use a "
                + "connection that may write.",
            _ => $"The database refused the change of {entity}{by}; the inner exception has its own words.",
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

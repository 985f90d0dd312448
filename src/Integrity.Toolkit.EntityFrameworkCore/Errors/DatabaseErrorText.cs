namespace Integrity.Toolkit.Errors;

/// <summary>Says what the database refused and what to do about it, where no declaration has words of its own. Names only.</summary>
internal static class DatabaseErrorText
{
    public static string Code(DatabaseRefusalKind kind) => kind switch
    {
        DatabaseRefusalKind.Unique => "database.unique",
        DatabaseRefusalKind.PrimaryKey => "database.primary-key",
        DatabaseRefusalKind.ForeignKeyMissing => "database.foreign-key-missing",
        DatabaseRefusalKind.ForeignKeyReferenced => "database.foreign-key-referenced",
        DatabaseRefusalKind.Check => "database.check",
        DatabaseRefusalKind.Required => "database.required",
        DatabaseRefusalKind.Exclusion => "database.exclusion",
        DatabaseRefusalKind.TooLong => "database.too-long",
        DatabaseRefusalKind.OutOfRange => "database.out-of-range",
        DatabaseRefusalKind.BadFormat => "database.bad-format",
        DatabaseRefusalKind.Guard => "database.guard",
        DatabaseRefusalKind.Trigger => "database.trigger",
        DatabaseRefusalKind.Serialization => "database.serialization",
        DatabaseRefusalKind.Deadlock => "database.deadlock",
        DatabaseRefusalKind.LockTimeout => "database.lock-timeout",
        DatabaseRefusalKind.Busy => "database.busy",
        DatabaseRefusalKind.ReadOnly => "database.read-only",
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
            DatabaseRefusalKind.Unique => $"{what} is taken: another row has the same value{(members.Count > 1 ? "s" : "")}{by}. "
                + "Choose another one, or change the row that has it.",
            DatabaseRefusalKind.PrimaryKey => $"The key of {entity} is that of another row already{by}. Give it another key, or "
                + "load the row that is there and change it.",
            DatabaseRefusalKind.ForeignKeyMissing => $"{what} refers to {Principal(found)} that does not exist{by}. Save that row "
                + "first, or refer to another one.",
            DatabaseRefusalKind.ForeignKeyReferenced => $"{known ?? "The row"} is still referred to by {Dependents(found)}{by}. "
                + "Delete those rows first, or let them refer to another one.",
            DatabaseRefusalKind.Check => $"{what} does not satisfy a CHECK of the database{by}. Correct the values.",
            DatabaseRefusalKind.Required => $"{what} must have a value. Set it before saving.",
            DatabaseRefusalKind.Exclusion => $"{what} collides with another row{by}. Choose values that do not overlap with it.",
            DatabaseRefusalKind.TooLong => $"{what} is too long for its column{Type(found)}. Shorten it, or widen the column.",
            DatabaseRefusalKind.OutOfRange => $"{what} is out of the range of its column{Type(found)}. Correct the value, or change "
                + "the type of the column.",
            DatabaseRefusalKind.BadFormat => $"{what} cannot be written as a value of its column{Type(found)}. Correct the value, or "
                + "change the type of the column.",
            DatabaseRefusalKind.Guard => $"A guard of the database refused the change of {entity}{by}. The model does not declare it: "
                + "bring model and database together by a migration.",
            DatabaseRefusalKind.Trigger => $"A trigger or a function of the database refused the change of {entity}; the inner "
                + "exception has its own words.",
            DatabaseRefusalKind.Serialization => $"The change of {entity} could not be put in an order with those of other "
                + "transactions. Repeat the whole transaction, or use an execution strategy that does.",
            DatabaseRefusalKind.Deadlock => $"The change of {entity} and another transaction waited for each other. Repeat the whole "
                + "transaction, or use an execution strategy that does.",
            DatabaseRefusalKind.LockTimeout => $"{known ?? "The row"} is locked by another transaction. Try again later.",
            DatabaseRefusalKind.Busy => "The database is busy with another connection's work. Try again, or wait longer for it.",
            DatabaseRefusalKind.ReadOnly => $"{known ?? "The row"} cannot be changed: the database or the transaction is read-only. Use a "
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

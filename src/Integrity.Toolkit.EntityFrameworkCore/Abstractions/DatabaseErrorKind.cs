namespace Integrity.Toolkit;

/// <summary>
/// The reason why a database rejected a statement, which is the same for every database.
/// </summary>
public enum DatabaseErrorKind
{
    /// <summary>An error of another kind.</summary>
    Unknown,

    /// <summary>Another row has the same values in a unique index or constraint.</summary>
    Unique,

    /// <summary>Another row has the same primary key.</summary>
    PrimaryKey,

    /// <summary>The row references a row that does not exist.</summary>
    ForeignKeyMissing,

    /// <summary>Other rows still reference the row.</summary>
    ForeignKeyReferenced,

    /// <summary>A CHECK constraint is violated.</summary>
    Check,

    /// <summary>A value is missing.</summary>
    Required,

    /// <summary>Another row excludes this one, such as a row with an overlapping period.</summary>
    Exclusion,

    /// <summary>A text or binary value does not fit its column.</summary>
    TooLong,

    /// <summary>A number or a time does not fit its column.</summary>
    OutOfRange,

    /// <summary>A value cannot be converted to the type of the column.</summary>
    BadFormat,

    /// <summary>A guard of the toolkit rejected the change.</summary>
    Guard,

    /// <summary>A database trigger of another source rejected the change.</summary>
    Trigger,

    /// <summary>Concurrent transactions could not be serialized. Repeat the whole transaction.</summary>
    Serialization,

    /// <summary>The transaction was chosen as the victim of a deadlock. Repeat the whole transaction.</summary>
    Deadlock,

    /// <summary>A lock was not available in time, or not immediately if waiting was disabled.</summary>
    LockTimeout,

    /// <summary>Another connection is writing.</summary>
    Busy,

    /// <summary>The database or the transaction is read-only.</summary>
    ReadOnly,

    /// <summary>The data in the database does not meet a prerequisite of a transition.</summary>
    Prerequisite,
}

namespace Integrity.Toolkit;

/// <summary>
/// Says why a database refused a statement, in the same words for every database.
/// </summary>
public enum DatabaseErrorKind
{
    /// <summary>The database said something that has no name here.</summary>
    Unknown,

    /// <summary>Another row has the same values of a unique index or constraint.</summary>
    Unique,

    /// <summary>Another row has the same primary key.</summary>
    PrimaryKey,

    /// <summary>The row refers to one that does not exist.</summary>
    ForeignKeyMissing,

    /// <summary>Other rows still refer to the row.</summary>
    ForeignKeyReferenced,

    /// <summary>A CHECK constraint does not hold.</summary>
    Check,

    /// <summary>A value is missing.</summary>
    Required,

    /// <summary>Another row excludes this one, such as a period that overlaps.</summary>
    Exclusion,

    /// <summary>A text or a binary value does not fit its column.</summary>
    TooLong,

    /// <summary>A number or a time does not fit its column.</summary>
    OutOfRange,

    /// <summary>A value cannot be read as one of the column's type.</summary>
    BadFormat,

    /// <summary>A guard of the toolkit refused the change.</summary>
    Guard,

    /// <summary>A trigger that is not the toolkit's refused the change.</summary>
    Trigger,

    /// <summary>Concurrent transactions could not be put in an order: repeat the whole transaction.</summary>
    Serialization,

    /// <summary>Two transactions waited for each other, and this one was chosen to end: repeat the whole transaction.</summary>
    Deadlock,

    /// <summary>A lock was not to be had in time, or at once where waiting was not wanted.</summary>
    LockTimeout,

    /// <summary>Another connection is writing.</summary>
    Busy,

    /// <summary>The database or the transaction is read-only.</summary>
    ReadOnly,

    /// <summary>What the database holds does not meet a prerequisite of a transition.</summary>
    Prerequisite,
}

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Says what a rule looks at, whatever its code.
/// </summary>
internal enum RuleKind
{
    /// <summary>There is a value. Argument: <c>allowEmpty</c>.</summary>
    Required,

    /// <summary>A text has a length. Arguments: <c>min</c> or <c>max</c>, in UTF-16 code units.</summary>
    Length,

    /// <summary>A text is an e-mail address. Argument: <c>mode</c>.</summary>
    Email,

    /// <summary>A value is one of some. Arguments: <c>values</c>, and <c>comparer</c> where one was given.</summary>
    Choice,

    /// <summary>An enum has a defined value, or only defined flags. Arguments: <c>values</c>, <c>flags</c>.</summary>
    Defined,

    /// <summary>
    /// A value is between bounds. Arguments: <c>min</c>, <c>max</c>, each only if there is one, and <c>exclusive</c> where
    /// the bounds themselves are not allowed.
    /// </summary>
    Range,

    /// <summary>A decimal fits a column. Arguments: <c>precision</c>, <c>scale</c>.</summary>
    Precision,

    /// <summary>A value compares with another member. Arguments: <c>operator</c>, <c>other</c>.</summary>
    Comparison,

    /// <summary>Two times can be compared: no local time beside a UTC time. Argument: <c>other</c>, if there is one.</summary>
    TimeKind,

    /// <summary>A time has come. Argument: <c>tolerance</c>.</summary>
    NotInFuture,

    /// <summary>A member changes by the hand of some roles only. Argument: <c>roles</c>.</summary>
    ChangedOnlyBy,

    /// <summary>A row exists that the members refer to. Asked of the database.</summary>
    Exists,

    /// <summary>No other row has the same values. Asked of the database.</summary>
    Unique,

    /// <summary>A condition of the application.</summary>
    Custom,

    /// <summary>The rules of the object, or of each item of the collection, that a member holds.</summary>
    Nested,
}

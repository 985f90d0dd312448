namespace Integrity.Toolkit.Validation;

/// <summary>
/// The kind of a rule, regardless of its code.
/// </summary>
internal enum RuleKind
{
    /// <summary>A value is required. Argument: <c>allowEmpty</c>.</summary>
    Required,

    /// <summary>The length of a text. Arguments: <c>min</c> or <c>max</c>, in UTF-16 code units.</summary>
    Length,

    /// <summary>An e-mail address. Argument: <c>mode</c>.</summary>
    Email,

    /// <summary>One of several values. Arguments: <c>values</c>, and <c>comparer</c> if specified.</summary>
    Choice,

    /// <summary>A defined enum value, or only defined flags. Arguments: <c>values</c>, <c>flags</c>.</summary>
    Defined,

    /// <summary>
    /// A value between bounds. Arguments: <c>min</c> and <c>max</c> if specified, and <c>exclusive</c> if the bounds are
    /// excluded.
    /// </summary>
    Range,

    /// <summary>A decimal that fits a column. Arguments: <c>precision</c>, <c>scale</c>.</summary>
    Precision,

    /// <summary>A comparison with another member. Arguments: <c>operator</c>, <c>other</c>.</summary>
    Comparison,

    /// <summary>Two comparable times: not one local and one UTC time. Argument: <c>other</c>, if specified.</summary>
    TimeKind,

    /// <summary>A time that is not in the future. Argument: <c>tolerance</c>.</summary>
    NotInFuture,

    /// <summary>A member that only certain roles may change. Argument: <c>roles</c>.</summary>
    ChangedOnlyBy,

    /// <summary>A referenced row exists. Evaluated in the database.</summary>
    Exists,

    /// <summary>No other row has the same values. Evaluated in the database.</summary>
    Unique,

    /// <summary>A condition of the application.</summary>
    Custom,

    /// <summary>The rules of a nested object, or of each item of a collection.</summary>
    Nested,
}

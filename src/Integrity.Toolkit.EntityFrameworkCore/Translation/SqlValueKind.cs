namespace Integrity.Toolkit.Translation;

/// <summary>The kind of a stored value, which determines how it can be compared.</summary>
internal enum SqlValueKind
{
    Bool,
    Integer,

    /// <summary>
    /// An unsigned 64-bit number in a signed column. Values above the signed maximum are stored as negative numbers.
    /// </summary>
    Unsigned,
    Decimal,
    Double,
    Single,
    Text,
    Character,
    Time,
    Duration,
    Guid,
    Bytes,

    /// <summary>A converted value. It supports equality, but its order is unknown.</summary>
    Opaque,
}

namespace Integrity.Toolkit.Translation;

/// <summary>What a value is once it is in a column, which decides how it can be compared.</summary>
internal enum SqlValueKind
{
    Bool,
    Integer,

    /// <summary>An unsigned number of 64 bits in a signed column: those above the greatest signed one are negative there.</summary>
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

    /// <summary>Whatever a converter made of it: it can be told from another one, but has no order that is known.</summary>
    Opaque,
}

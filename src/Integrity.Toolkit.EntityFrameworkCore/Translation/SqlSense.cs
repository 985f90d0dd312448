namespace Integrity.Toolkit.Translation;

/// <summary>
/// The direction in which the database may deviate where it cannot count as C# does, so that no value that C# accepts is
/// rejected.
/// </summary>
internal enum SqlSense
{
    /// <summary>True if in doubt.</summary>
    Loose,

    /// <summary>False if in doubt, because the condition is negated.</summary>
    Strict,

    /// <summary>No preference.</summary>
    Neutral,
}

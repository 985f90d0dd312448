namespace Integrity.Toolkit;

/// <summary>
/// The kind of a database object that enforces a declaration.
/// </summary>
public enum ManagedObjectKind
{
    /// <summary>A database trigger, with its function if there is one.</summary>
    Trigger,

    /// <summary>A CHECK constraint.</summary>
    Check,

    /// <summary>A unique index.</summary>
    Index,

    /// <summary>Another constraint, such as an exclusion constraint.</summary>
    Constraint,
}

namespace Integrity.Toolkit;

/// <summary>
/// Says what stands for a declaration in the database.
/// </summary>
public enum ManagedObjectKind
{
    /// <summary>A trigger, with its function where there is one.</summary>
    Trigger,

    /// <summary>A CHECK constraint.</summary>
    Check,

    /// <summary>A unique index.</summary>
    Index,

    /// <summary>Another constraint, such as an exclusion.</summary>
    Constraint,
}

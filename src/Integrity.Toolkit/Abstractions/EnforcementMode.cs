namespace Integrity.Toolkit;

/// <summary>
/// The effect of a block on a change that violates its rules.
/// </summary>
public enum EnforcementMode
{
    /// <summary>The change is rejected before anything is written.</summary>
    Enforce = 0,

    /// <summary>The violation is logged and counted, and the change is saved as if the block were absent.</summary>
    Observe = 1,

    /// <summary>The block does nothing; its columns and tables stay in the model.</summary>
    Off = 2,
}

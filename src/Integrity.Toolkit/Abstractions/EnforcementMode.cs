namespace Integrity.Toolkit;

/// <summary>
/// Says what a block does with a change that breaks its promise.
/// </summary>
public enum EnforcementMode
{
    /// <summary>The change is refused before anything is written.</summary>
    Enforce = 0,

    /// <summary>The change is logged and counted, and goes through as if the block were absent.</summary>
    Observe = 1,

    /// <summary>The block does nothing; its columns and tables stay in the model.</summary>
    Off = 2,
}

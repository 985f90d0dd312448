namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>The codes of row locks, which are part of the contract.</summary>
internal static class RowLockCodes
{
    /// <summary>The row to lock no longer exists.</summary>
    public const string Gone = "lock.gone";
}

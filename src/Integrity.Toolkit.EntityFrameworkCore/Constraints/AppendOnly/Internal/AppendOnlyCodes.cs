namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>The codes of append-only tables, which are part of the contract.</summary>
internal static class AppendOnlyCodes
{
    /// <summary>A row is changed.</summary>
    public const string Changed = "append-only.changed";

    /// <summary>A row is deleted earlier than permitted.</summary>
    public const string Deleted = "append-only.deleted";
}

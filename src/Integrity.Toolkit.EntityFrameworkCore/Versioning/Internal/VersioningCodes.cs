namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>The codes of versioning, which are part of the contract.</summary>
internal static class VersioningCodes
{
    /// <summary>The stored version differs from the expected version.</summary>
    public const string Conflict = "version.conflict";

    /// <summary>Code assigned a lower version.</summary>
    public const string Assigned = "version.assigned";

    /// <summary>Another interceptor changed owned data after the block had processed the save.</summary>
    public const string Late = "version.late";

    /// <summary>The version has reached the largest value of its type.</summary>
    public const string Exhausted = "version.exhausted";

    /// <summary>The database rejects an update that does not increase the version by one.</summary>
    public const string NotIncreased = "version.not-moved";
}

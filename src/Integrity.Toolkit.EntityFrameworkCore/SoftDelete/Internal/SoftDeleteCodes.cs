namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>The codes of soft delete, which are part of the contract.</summary>
internal static class SoftDeleteCodes
{
    /// <summary>Observe mode: a row is deleted that would be kept.</summary>
    public const string HardDelete = "soft-delete.hard-delete";

    /// <summary>The save that removes an entity also replaces data that it owns.</summary>
    public const string OwnedReplaced = "soft-delete.owned-replaced";

    /// <summary>Another interceptor removed the entity after the block had processed the save.</summary>
    public const string Late = "soft-delete.late";

    /// <summary>A guarded row would be marked and deleted without a transaction.</summary>
    public const string NoTransaction = "soft-delete.no-transaction";

    /// <summary>The database rejects the deletion of a live row.</summary>
    public const string Live = "soft-delete.live";
}

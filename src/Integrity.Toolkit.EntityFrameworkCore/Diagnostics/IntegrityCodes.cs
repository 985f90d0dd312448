namespace Integrity.Toolkit.Diagnostics;

/// <summary>The codes that several blocks share, which are part of the contract.</summary>
internal static class IntegrityCodes
{
    /// <summary>An actor is required and unknown.</summary>
    public const string ActorMissing = "actor.missing";

    /// <summary>A set-based statement would bypass an enforced block.</summary>
    public const string SetBasedRejected = "bulk.refused";
}

using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>An owned type: its changes move the version of its owner.</summary>
internal sealed record VersionOwnedPlan(EnforcementMode Mode) : OwnedPlan(VersioningConvention.BlockName, Mode);

using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>The plan of an owned type, whose changes increase the version of its owner.</summary>
internal sealed record VersionOwnedPlan(EnforcementMode Mode) : OwnedPlan(VersioningConvention.BlockName, Mode);

using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>An owned type: its changes move the version of its owner.</summary>
internal sealed record VersionOwnedPlan(IntegrityMode Mode) : OwnedPlan(VersioningConvention.BlockName, Mode);

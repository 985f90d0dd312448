using Integrity.Toolkit.Infrastructure.Model;

namespace Integrity.Toolkit.Versioning;

/// <summary>An owned type: its changes move the version of its owner.</summary>
internal sealed record VersionOwnedPlan(IntegrityMode Mode) : OwnedPlan(VersioningConvention.BlockName, Mode);

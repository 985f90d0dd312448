using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>An owned type: its changes are changes of its owner.</summary>
internal sealed record AppendOnlyOwnedPlan(string Block) : OwnedPlan(Block, EnforcementMode.Enforce);

using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Constraints.AppendOnly.Internal;

/// <summary>An owned type whose changes count as changes of its owner.</summary>
internal sealed record AppendOnlyOwnedPlan(string Block) : OwnedPlan(Block, EnforcementMode.Enforce);

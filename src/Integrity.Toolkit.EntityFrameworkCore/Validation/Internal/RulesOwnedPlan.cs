using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The plan of an owned type: its changes are changes of its owner, whose rules may use it.</summary>
internal sealed record RulesOwnedPlan(EnforcementMode Mode) : OwnedPlan(ValidationConvention.BlockName, Mode);

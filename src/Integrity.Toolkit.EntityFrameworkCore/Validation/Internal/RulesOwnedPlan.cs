using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>An owned type: its changes are changes of its owner, whose rules may reach into it.</summary>
internal sealed record RulesOwnedPlan(EnforcementMode Mode) : OwnedPlan(ValidationConvention.BlockName, Mode);

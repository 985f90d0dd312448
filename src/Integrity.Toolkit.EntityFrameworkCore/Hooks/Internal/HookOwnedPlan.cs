using Integrity.Toolkit.Metadata;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The plan of an owned type: its changes are changes of its owner.</summary>
internal sealed record HookOwnedPlan(EnforcementMode Mode) : OwnedPlan(HooksConvention.BlockName, Mode);

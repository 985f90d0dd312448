using Integrity.Toolkit.Infrastructure.Model;

namespace Integrity.Toolkit.Hooks;

/// <summary>An owned type: its changes are changes of its owner.</summary>
internal sealed record HookOwnedPlan(IntegrityMode Mode) : OwnedPlan(HooksConvention.BlockName, Mode);

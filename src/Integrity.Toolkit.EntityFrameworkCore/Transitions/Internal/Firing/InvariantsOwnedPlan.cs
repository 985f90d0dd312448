using Integrity.Toolkit.Infrastructure.Model;

namespace Integrity.Toolkit.Transitions;

/// <summary>An owned type: its changes are changes of its owner, whose invariants may reach into it.</summary>
internal sealed record InvariantsOwnedPlan(IntegrityMode Mode) : OwnedPlan(TransitionsConvention.BlockName, Mode);

using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>An owned type: its changes are changes of its owner, whose invariants may reach into it.</summary>
internal sealed record InvariantsOwnedPlan(EnforcementMode Mode) : OwnedPlan(TransitionsPlan.BlockName, Mode);

using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>The plan of an owned type, whose changes count as changes of its owner because invariants can read it.</summary>
internal sealed record InvariantsOwnedPlan(EnforcementMode Mode) : OwnedPlan(TransitionsPlan.BlockName, Mode);

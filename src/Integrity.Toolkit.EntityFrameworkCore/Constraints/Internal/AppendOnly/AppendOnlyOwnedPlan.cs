using Integrity.Toolkit.Infrastructure.Model;

namespace Integrity.Toolkit.Constraints;

/// <summary>An owned type: its changes are changes of its owner.</summary>
internal sealed record AppendOnlyOwnedPlan() : OwnedPlan(ConstraintsConvention.BlockName, IntegrityMode.Enforce);

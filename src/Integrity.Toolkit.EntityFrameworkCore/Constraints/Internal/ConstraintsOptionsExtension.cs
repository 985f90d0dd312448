using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Constraints.Internal;

internal sealed class ConstraintsOptionsExtension(ConstraintsOptions options)
    : BlockOptionsExtension<ConstraintsOptions, ConstraintsConvention>(
        "constraints", options, typeof(ConstraintsSaveStage), typeof(CountersSaveStage));

using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Infrastructure.Internal;

namespace Integrity.Toolkit.Constraints.Internal;

internal sealed class ConstraintsOptionsExtension(ConstraintsOptions options)
    : RoomOptionsExtension<ConstraintsOptions, ConstraintsConvention>(
        "constraints", options, typeof(ConstraintsSaveStage), typeof(CountersSaveStage));

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>When the time in a property is set, and when it is taken away.</summary>
internal sealed record TimestampPlan(
    IProperty Property,
    FrozenSet<object> On,
    FrozenSet<object> ClearedOn,
    bool KeepsFirst);

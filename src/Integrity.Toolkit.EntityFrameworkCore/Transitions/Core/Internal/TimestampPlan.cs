using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The states that set the time in a property, and those that clear it.</summary>
internal sealed record TimestampPlan(
    IProperty Property,
    FrozenSet<object> On,
    FrozenSet<object> ClearedOn,
    bool KeepsFirst);

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A deadline, and the property that stores it.</summary>
internal sealed record DeadlinePlan(IProperty Property, IProperty? Priority, FrozenDictionary<object, DeadlineStates> Stages)
{
    public DeadlineStates? StageOf(object? state) => state is null ? null : Stages.GetValueOrDefault(state);
}

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Until when something has to happen, and where that is kept.</summary>
internal sealed record DeadlinePlan(IProperty Property, IProperty? Priority, FrozenDictionary<object, DeadlineStage> Stages)
{
    public DeadlineStage? StageOf(object? state) => state is null ? null : Stages.GetValueOrDefault(state);
}

using Integrity.Toolkit.Infrastructure.Model;

namespace Integrity.Toolkit.Transitions;

/// <summary>A history: its rows are written once, by the toolkit.</summary>
internal sealed record HistoryPlan(IntegrityMode Mode, string Owner) : BlockPlan(TransitionsConvention.BlockName, Mode)
{
    /// <summary>Whether it stays when its entity is deleted for good.</summary>
    public bool IsKept { get; init; }

    public override bool IsReported => false;
}

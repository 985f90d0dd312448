using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>All that is held for one entity type.</summary>
internal sealed class EntityPlan(IEntityType entityType, BlockPlan[] blocks)
{
    public IEntityType EntityType => entityType;

    public IReadOnlyList<BlockPlan> Blocks => blocks;

    public string Name { get; } = entityType.ShortName();

    /// <summary>Whether observers hear of the type: not of those that are only watched on behalf of another.</summary>
    public bool IsReported { get; } = blocks.Any(block => block.IsReported);

    public TPlan? Find<TPlan>()
        where TPlan : BlockPlan
    {
        foreach (var block in blocks)
        {
            if (block is TPlan plan)
            {
                return plan;
            }
        }

        return null;
    }
}

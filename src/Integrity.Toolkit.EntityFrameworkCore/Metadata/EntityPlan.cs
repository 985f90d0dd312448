using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>The plans of all blocks for one entity type.</summary>
internal sealed class EntityPlan(IEntityType entityType, BlockPlan[] blocks)
{
    public IEntityType EntityType => entityType;

    public IReadOnlyList<BlockPlan> Blocks => blocks;

    public string Name { get; } = entityType.ShortName();

    /// <summary>Whether the type is reported to observers, and is not only watched for another type.</summary>
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

using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>An owned type that a block watches on behalf of its owner.</summary>
internal abstract record OwnedPlan(string Block, EnforcementMode Mode) : BlockPlan(Block, Mode)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;

    /// <summary>Watches all that a type owns, at whatever depth.</summary>
    public static void AddBelow(IEntityType owner, OwnedPlan plan)
    {
        // What a base type owns is owned by all types derived from it, of which some may have no plan.
        foreach (var owned in owner.GetAllBaseTypes()
            .Concat(owner.GetDerivedTypesInclusive())
            .SelectMany(type => type.GetDeclaredReferencingForeignKeys())
            .Where(foreignKey => foreignKey.IsOwnership)
            .Select(foreignKey => foreignKey.DeclaringEntityType)
            .ToList())
        {
            ModelPlan.Add(owned, plan);
            AddBelow(owned, plan);
        }
    }
}

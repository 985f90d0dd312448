using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>The plan of an owned type that a block watches for its owner.</summary>
internal abstract record OwnedPlan(string Block, EnforcementMode Mode) : BlockPlan(Block, Mode)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;

    /// <summary>Adds the plan to all owned types of a type, at every depth.</summary>
    public static void AddBelow(IEntityType owner, OwnedPlan plan)
    {
        // A type that a base type owns is owned by all its derived types, some of which may have no plan.
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

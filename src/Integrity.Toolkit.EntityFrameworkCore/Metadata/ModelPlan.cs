using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// The plans of a model's entity types. A type without a plan costs one lookup.
/// </summary>
internal sealed class ModelPlan
{
    private const string Annotation = "Integrity:ModelPlan";

    private readonly FrozenDictionary<IEntityType, EntityPlan> _plans;

    private ModelPlan(IModel model)
    {
        var plans = new Dictionary<IEntityType, EntityPlan>();
        foreach (var entityType in model.GetEntityTypes())
        {
            if (entityType.FindRuntimeAnnotationValue(ModelAnnotations.Plans) is List<BlockPlan> { Count: > 0 } blocks)
            {
                plans.Add(entityType, new EntityPlan(entityType, [.. blocks]));
            }
        }

        _plans = plans.ToFrozenDictionary();
    }

    public bool IsEmpty => _plans.Count == 0;

    public static ModelPlan Of(IModel model)
    {
        var plan = (ModelPlan?)model.FindRuntimeAnnotationValue(Annotation);
        if (plan is not null)
        {
            return plan;
        }

        if (model.FindRuntimeAnnotationValue(ModelAnnotations.Installed) is null)
        {
            throw new InvalidOperationException(
                "The model of this context was not built by EF Core's conventions (a compiled model, or UseModel), so it "
                + "contains no block of Integrity.Toolkit. Remove the compiled model, or remove the blocks.");
        }

        return model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new ModelPlan(model!), model);
    }

    /// <summary>Adds the plan of a block for a type and its derived types. Called while the model is finalized.</summary>
    public static void Add(IEntityType entityType, BlockPlan plan)
    {
        entityType.SetRuntimeAnnotation(ModelAnnotations.Prefix + plan.GetType().Name, plan);
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            var blocks = (List<BlockPlan>?)type.FindRuntimeAnnotationValue(ModelAnnotations.Plans);
            if (blocks is null)
            {
                type.AddRuntimeAnnotation(ModelAnnotations.Plans, blocks = []);
            }

            // A derived type may override the declaration of its base type, including the mode off.
            blocks.RemoveAll(block => block.GetType() == plan.GetType());
            if (plan.Mode != EnforcementMode.Off)
            {
                blocks.Add(plan);
            }
        }
    }

    /// <summary>Returns the plan of a type in every mode, because the columns of a disabled block can still be used.</summary>
    public static TPlan? FindDeclared<TPlan>(IEntityType entityType)
        where TPlan : BlockPlan
    {
        for (var type = entityType; type is not null; type = type.BaseType)
        {
            if (type.FindRuntimeAnnotationValue(ModelAnnotations.Prefix + typeof(TPlan).Name) is TPlan plan)
            {
                return plan;
            }
        }

        return null;
    }

    public EntityPlan? Find(IEntityType entityType) => _plans.GetValueOrDefault(entityType);

    public TPlan? Find<TPlan>(IEntityType entityType)
        where TPlan : BlockPlan
        => Find(entityType)?.Find<TPlan>();
}

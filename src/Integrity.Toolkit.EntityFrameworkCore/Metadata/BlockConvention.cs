using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Removes a block's declarations from the model, adds the required model elements, and adds the block's plans.
/// </summary>
internal abstract class BlockConvention<TDeclaration>(string block)
    : IBlockConvention, IModelFinalizingConvention, IModelFinalizedConvention
    where TDeclaration : class
{
    private readonly List<(string EntityType, TDeclaration Declaration)> _declared = [];

    public string Block => block;

    /// <summary>
    /// Adds the convention at a position where explicit configuration still takes precedence: as the first finalizing convention,
    /// because EF Core's own rewrite query filters and discard their configuration source, and as the last finalized convention,
    /// which processes the final model.
    /// </summary>
    public ConventionSet AddTo(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizingConventions.Insert(0, this);
        conventionSet.ModelFinalizedConventions.Add(this);
        return conventionSet;
    }

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes().ToList())
        {
            if (Find(entityType) is not { } declaration)
            {
                continue;
            }

            ((IMutableEntityType)entityType).RemoveAnnotation(ModelAnnotations.Prefix + block);
            ThrowIfUnsupported(entityType);
            Shape((IMutableEntityType)entityType, declaration);
            _declared.Add((entityType.Name, declaration));
        }

        Shaped((IMutableModel)modelBuilder.Metadata);
    }

    public IModel ProcessModelFinalized(IModel model)
    {
        // A base type precedes its derived types, which may override it.
        foreach (var (name, declaration) in _declared
            .OrderBy(declared => model.FindEntityType(declared.EntityType)?.GetAllBaseTypes().Count() ?? 0))
        {
            if (model.FindEntityType(name) is { } entityType)
            {
                Plan(entityType, declaration);
            }
        }

        Planned(model);
        return model;
    }

    /// <summary>Returns the declaration that a marker interface implies, or null.</summary>
    protected abstract TDeclaration? ByMarker(Type entity);

    /// <summary>Adds properties, filters and tables.</summary>
    protected abstract void Shape(IMutableEntityType entityType, TDeclaration declaration);

    /// <summary>Processes the model after all declarations have been applied.</summary>
    protected virtual void Shaped(IMutableModel model)
    {
    }

    /// <summary>Adds the plans for the save pipeline.</summary>
    protected abstract void Plan(IEntityType entityType, TDeclaration declaration);

    /// <summary>Processes the model after all plans have been added.</summary>
    protected virtual void Planned(IModel model)
    {
    }

    private TDeclaration? Find(IConventionEntityType entityType)
        => (TDeclaration?)ModelAnnotations.FindDeclaration(entityType, block)
            ?? (entityType.BaseType is { } parent && ByMarker(parent.ClrType) is not null
                ? null
                : ByMarker(entityType.ClrType));

    private void ThrowIfUnsupported(IConventionEntityType entityType)
    {
        if (entityType.IsOwned())
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} is an owned type, which is part of its owner. Declare {block} on the "
                + "owner instead.");
        }

        if (entityType.FindPrimaryKey() is null)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} has no primary key, so EF Core never writes it and {block} cannot be declared on it. "
                + "Add a key, or remove the declaration.");
        }
    }
}

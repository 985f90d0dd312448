using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Takes a block's declarations out of the model, gives the model what they need, and leaves the block's plans.
/// </summary>
internal abstract class BlockConvention<TDeclaration>(string block)
    : IBlockConvention, IModelFinalizingConvention, IModelFinalizedConvention
    where TDeclaration : class
{
    private readonly List<(string EntityType, TDeclaration Declaration)> _declared = [];

    public string Block => block;

    /// <summary>
    /// Adds the convention where explicit configuration still wins: the first of the finalizing ones, for EF Core's own
    /// rewrite query filters and forget who set them, and the last of the finalized ones, which sees the final model.
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
        // A base type before those derived from it, which may override it.
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

    /// <summary>The declaration that a marker interface stands for, or null.</summary>
    protected abstract TDeclaration? ByMarker(Type entity);

    /// <summary>Adds properties, filters and tables.</summary>
    protected abstract void Shape(IMutableEntityType entityType, TDeclaration declaration);

    /// <summary>Looks at the model once every declaration has its shape.</summary>
    protected virtual void Shaped(IMutableModel model)
    {
    }

    /// <summary>Leaves the plans that the save pipeline works by.</summary>
    protected abstract void Plan(IEntityType entityType, TDeclaration declaration);

    /// <summary>Looks at the model once every declaration has its plan.</summary>
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
                $"{entityType.ShortName()} is an owned type, which lives and dies with its owner: declare {block} on the "
                + "owner instead.");
        }

        if (entityType.FindPrimaryKey() is null)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} has no primary key, so EF Core never writes it: {block} cannot be declared on it. "
                + "Give it a key, or remove the declaration.");
        }
    }
}

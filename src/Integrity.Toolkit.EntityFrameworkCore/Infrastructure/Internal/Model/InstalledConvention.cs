using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Model;

/// <summary>
/// Marks a model as built with the toolkit, and reports what was declared for a block that is not switched on.
/// </summary>
internal sealed class InstalledConvention(ILogger logger)
    : IModelInitializedConvention, IModelFinalizingConvention, IModelFinalizedConvention
{
    public void ProcessModelInitialized(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
        => modelBuilder.HasAnnotation(ModelAnnotations.Installed, true);

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
    {
        modelBuilder.HasNoAnnotation(ModelAnnotations.Installed);
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var left in entityType.GetAnnotations()
                .Where(annotation => annotation.Name.StartsWith(ModelAnnotations.Prefix, StringComparison.Ordinal))
                .ToList())
            {
                var block = left.Name[ModelAnnotations.Prefix.Length..];
                Log.DeclaredNotSwitchedOn(logger, entityType.ShortName(), $"the block {block}", $"Use{block}()");
                ((IMutableEntityType)entityType).RemoveAnnotation(left.Name);
            }
        }
    }

    public IModel ProcessModelFinalized(IModel model)
    {
        model.AddRuntimeAnnotation(ModelAnnotations.Installed, true);
        return model;
    }
}

using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Internal;

/// <summary>
/// Marks a model as built with the toolkit, and reports declarations for blocks that are not enabled.
/// </summary>
internal sealed class IntegrityModelConvention(ILogger logger, ConventionSet conventions, DatabaseConstraintConvention last)
    : IModelInitializedConvention, IModelFinalizingConvention, IModelFinalizedConvention
{
    public void ProcessModelInitialized(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
    {
        modelBuilder.HasAnnotation(ModelAnnotations.Installed, true);

        // All conventions are registered only now, including those of other plugins and of the context.
        conventions.ModelFinalizingConventions.Add(last);
        conventions.ModelFinalizedConventions.Add(last);
    }

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
    {
        modelBuilder.HasNoAnnotation(ModelAnnotations.Installed);
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var left in entityType.GetAnnotations()
                .Where(annotation => annotation.Name.StartsWith(ModelAnnotations.Prefix, StringComparison.Ordinal)
                    && annotation.Name != DatabaseConstraintExtensions.Annotation)
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
        if (model.GetEntityTypes().FirstOrDefault(type => type.FindAnnotation(DatabaseConstraintExtensions.Annotation) is not null) is { } left)
        {
            throw new InvalidOperationException(
                "A convention plugin of this context replaced the set of conventions, so the database constraints of "
                + $"{left.ShortName()} were not created. Change the plugin to modify the existing convention set.");
        }

        model.AddRuntimeAnnotation(ModelAnnotations.Installed, true);
        return model;
    }
}

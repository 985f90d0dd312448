using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Properties that are no part of what a version counts, such as counters: many writers change them at once, and none of them
/// makes what another has read of the rest stale.
/// </summary>
internal static class VersionExemptPropertyExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "Unversioned";

    /// <summary>Says so while the model is built.</summary>
    public static void ExemptFromVersion(this IMutableProperty property) => property.SetAnnotation(Annotation, true);

    /// <summary>Says so of a finished model, in which no annotation may be left that would reach a snapshot.</summary>
    public static void KeepVersionExemption(this IProperty property) => property.SetRuntimeAnnotation(Annotation, true);

    public static bool IsVersionExempt(this IReadOnlyProperty property)
        => property.FindAnnotation(Annotation) is not null
            || property is IProperty finished && finished.FindRuntimeAnnotation(Annotation) is not null;

    /// <summary>The properties of a finished type.</summary>
    public static IReadOnlyList<IProperty> GetVersionExemptProperties(this IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(
            Annotation, static entityType => entityType!.GetProperties().Where(IsVersionExempt).ToArray(), entityType);

    public static void RemoveVersionExemptions(this IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(entityType => entityType.GetDeclaredProperties()))
        {
            property.RemoveAnnotation(Annotation);
        }
    }
}

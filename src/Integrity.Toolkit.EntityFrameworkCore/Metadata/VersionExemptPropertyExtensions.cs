using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Properties that are exempt from versioning, such as counters: many writers change them concurrently without invalidating the
/// other values of the row.
/// </summary>
internal static class VersionExemptPropertyExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "Unversioned";

    /// <summary>Exempts a property while the model is built.</summary>
    public static void ExemptFromVersion(this IMutableProperty property) => property.SetAnnotation(Annotation, true);

    /// <summary>Keeps the exemption in the finished model as a runtime annotation, which does not reach a snapshot.</summary>
    public static void KeepVersionExemption(this IProperty property) => property.SetRuntimeAnnotation(Annotation, true);

    public static bool IsVersionExempt(this IReadOnlyProperty property)
        => property.FindAnnotation(Annotation) is not null
            || property is IProperty finished && finished.FindRuntimeAnnotation(Annotation) is not null;

    /// <summary>Returns the exempt properties of a finished type.</summary>
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

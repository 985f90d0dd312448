using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Which rows of a type count as there: some are kept although they are deleted, and marked by a time in one of their columns.
/// </summary>
internal static class SoftDeleteMarkExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "LiveRows";

    /// <summary>Says of a finished type, and those derived from it, which property is empty while a row is live.</summary>
    public static void SetDeletionMark(this IEntityType entityType, IProperty deletedAt)
    {
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            type.SetRuntimeAnnotation(Annotation, deletedAt);
        }
    }

    /// <summary>The property that is empty while a row is live; null where every row is.</summary>
    public static IProperty? FindDeletionMark(this IEntityType entityType)
        => (IProperty?)entityType.FindRuntimeAnnotationValue(Annotation);
}

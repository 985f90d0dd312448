using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Determines the live rows of a type: deleted rows that are kept have a time in one of their columns.
/// </summary>
internal static class SoftDeleteMarkExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "LiveRows";

    /// <summary>Sets the property that is null while a row is live, for a finished type and its derived types.</summary>
    public static void SetDeletionMark(this IEntityType entityType, IProperty deletedAt)
    {
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            type.SetRuntimeAnnotation(Annotation, deletedAt);
        }
    }

    /// <summary>Returns the property that is null while a row is live; null if every row is live.</summary>
    public static IProperty? FindDeletionMark(this IEntityType entityType)
        => (IProperty?)entityType.FindRuntimeAnnotationValue(Annotation);
}

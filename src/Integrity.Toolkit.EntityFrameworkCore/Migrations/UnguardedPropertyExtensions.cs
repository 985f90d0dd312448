using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Properties whose columns the version trigger ignores, although the toolkit changes the version with them: deletion
/// columns, which other programs may set, and which are set before a row is permanently deleted.
/// </summary>
internal static class UnguardedPropertyExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "Unwatched";

    /// <summary>Excludes a property while the model is built.</summary>
    public static void ExcludeFromGuard(this IMutableProperty property) => property.SetAnnotation(Annotation, true);

    public static bool IsUnguarded(this IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;

    /// <summary>Removes the annotations, which would otherwise appear in the model snapshot.</summary>
    public static void RemoveGuardExclusions(this IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(entityType => entityType.GetDeclaredProperties()))
        {
            property.RemoveAnnotation(Annotation);
        }
    }
}

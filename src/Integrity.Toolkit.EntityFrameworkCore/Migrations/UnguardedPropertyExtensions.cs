using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Properties whose columns a guard of versions does not watch, although the toolkit itself moves the version with them: marks
/// of a deletion, which other programs may set, and which precede a deletion for good.
/// </summary>
internal static class UnguardedPropertyExtensions
{
    private const string Annotation = ModelAnnotations.Prefix + "Unwatched";

    /// <summary>Says so while the model is built.</summary>
    public static void ExcludeFromGuard(this IMutableProperty property) => property.SetAnnotation(Annotation, true);

    public static bool IsUnguarded(this IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;

    /// <summary>Leaves nothing of it in a model, whose snapshot would show it.</summary>
    public static void RemoveGuardExclusions(this IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(entityType => entityType.GetDeclaredProperties()))
        {
            property.RemoveAnnotation(Annotation);
        }
    }
}

using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Keeps what rooms ask the database to hold until the model is nearly finished.
/// </summary>
internal static class DatabaseConstraintExtensions
{
    public const string Annotation = ModelAnnotations.Prefix + "Database";

    public static void AddDatabaseConstraint(this IMutableEntityType entityType, DatabaseConstraint declaration)
    {
        if (entityType.FindAnnotation(Annotation)?.Value is not List<DatabaseConstraint> declarations)
        {
            entityType.SetAnnotation(Annotation, declarations = []);
        }

        declarations.Add(declaration);
        declaration.Prepare(entityType);
    }

    /// <summary>Takes them out of the model, so that none reaches a snapshot.</summary>
    public static IReadOnlyList<DatabaseConstraint> TakeDatabaseConstraints(this IMutableEntityType entityType)
        => entityType.RemoveAnnotation(Annotation)?.Value as List<DatabaseConstraint> ?? [];
}

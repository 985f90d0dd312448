using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Stores the database constraints of entity types until the model is finalized.
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

    /// <summary>Removes the constraints from the model, so that they do not reach a snapshot.</summary>
    public static IReadOnlyList<DatabaseConstraint> TakeDatabaseConstraints(this IMutableEntityType entityType)
        => entityType.RemoveAnnotation(Annotation)?.Value as List<DatabaseConstraint> ?? [];
}

using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database;

/// <summary>
/// Keeps what rooms ask the database to hold until the model is nearly finished.
/// </summary>
internal static class DatabaseDeclarations
{
    public const string Annotation = ModelAnnotations.Prefix + "Database";

    public static void Add(IMutableEntityType entityType, DatabaseDeclaration declaration)
    {
        if (entityType.FindAnnotation(Annotation)?.Value is not List<DatabaseDeclaration> declarations)
        {
            entityType.SetAnnotation(Annotation, declarations = []);
        }

        declarations.Add(declaration);
        declaration.Prepare(entityType);
    }

    /// <summary>Takes them out of the model, so that none reaches a snapshot.</summary>
    public static IReadOnlyList<DatabaseDeclaration> Take(IMutableEntityType entityType)
        => entityType.RemoveAnnotation(Annotation)?.Value as List<DatabaseDeclaration> ?? [];
}

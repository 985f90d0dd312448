using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// The annotations that pass declarations from <c>OnModelCreating</c> to the conventions. They are removed from the finished
/// model, so none of them reaches a migration snapshot.
/// </summary>
internal static class ModelAnnotations
{
    public const string Prefix = "Integrity:";

    public const string Installed = Prefix + "Installed";

    public const string Plans = Prefix + "Plans";

    /// <summary>
    /// Adds a declaration for the convention of the block. Has no effect if no block is enabled.
    /// </summary>
    public static void Declare(IMutableEntityType entityType, string block, object declaration)
    {
        if (entityType.Model.FindAnnotation(Installed) is not null)
        {
            entityType.SetAnnotation(Prefix + block, declaration);
        }
    }

    public static object? FindDeclaration(IReadOnlyEntityType entityType, string block)
        => entityType.FindAnnotation(Prefix + block)?.Value;
}

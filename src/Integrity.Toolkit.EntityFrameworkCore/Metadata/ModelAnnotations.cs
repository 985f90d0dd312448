using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// The names under which declarations travel from <c>OnModelCreating</c> to the conventions. None of them is left in a
/// finished model, so none reaches a migration's snapshot.
/// </summary>
internal static class ModelAnnotations
{
    public const string Prefix = "Integrity:";

    public const string Installed = Prefix + "Installed";

    public const string Plans = Prefix + "Plans";

    /// <summary>
    /// Keeps a declaration for the block's convention; without any block switched on there is none, and nothing happens.
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

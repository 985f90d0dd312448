using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Metadata;

/// <summary>The nearest mode that was set: on the entity, on the block, on the context; else enforce.</summary>
internal static class IntegrityModeExtensions
{
    public static IntegrityMode ResolveMode(this IDbContextOptions options, IntegrityMode? block, IntegrityMode? entity)
        => entity
            ?? block
            ?? options.Extensions.OfType<ToolkitOptionsExtension<IntegrityOptions>>().FirstOrDefault()?.Options.DefaultMode
            ?? IntegrityMode.Enforce;
}

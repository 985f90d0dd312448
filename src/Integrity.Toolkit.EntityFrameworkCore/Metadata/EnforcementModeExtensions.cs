using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Metadata;

/// <summary>Determines the effective mode: of the entity, the block or the context; enforce by default.</summary>
internal static class EnforcementModeExtensions
{
    public static EnforcementMode ResolveMode(this IDbContextOptions options, EnforcementMode? block, EnforcementMode? entity)
        => entity
            ?? block
            ?? options.Extensions.OfType<ToolkitOptionsExtension<IntegrityOptions>>().FirstOrDefault()?.Options.DefaultMode
            ?? EnforcementMode.Enforce;
}

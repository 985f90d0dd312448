using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Metadata;

/// <summary>The nearest mode that was set: on the entity, on the block, on the context; else enforce.</summary>
internal static class IntegrityModeExtensions
{
    public static EnforcementMode ResolveMode(this IDbContextOptions options, EnforcementMode? block, EnforcementMode? entity)
        => entity
            ?? block
            ?? options.Extensions.OfType<ToolkitOptionsExtension<IntegrityOptions>>().FirstOrDefault()?.Options.DefaultMode
            ?? EnforcementMode.Enforce;
}

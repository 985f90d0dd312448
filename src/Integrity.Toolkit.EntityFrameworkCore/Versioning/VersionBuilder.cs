using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Says how one entity type is versioned.
/// </summary>
public sealed class VersionBuilder
{
    private readonly IMutableEntityType _entityType;
    private VersionDeclaration _declaration = new();

    internal VersionBuilder(IMutableEntityType entityType, VersionDeclaration declaration)
    {
        _entityType = entityType;
        Declare(declaration);
    }

    /// <summary>Refuses lost updates, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Enforce() => Declare(_declaration with { Mode = IntegrityMode.Enforce });

    /// <summary>
    /// Counts versions, and logs lost updates instead of refusing them; costs one query per changed row.
    /// </summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Observe() => Declare(_declaration with { Mode = IntegrityMode.Observe });

    /// <summary>Pauses versioning for this type without changing its columns.</summary>
    /// <returns>The same builder.</returns>
    public VersionBuilder Off() => Declare(_declaration with { Mode = IntegrityMode.Off });

    private VersionBuilder Declare(VersionDeclaration declaration)
    {
        _declaration = declaration;
        ModelAnnotations.Declare(_entityType, VersioningConvention.BlockName, declaration);
        return this;
    }
}

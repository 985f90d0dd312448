using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Configures how the hooks of one entity type are called.
/// </summary>
public sealed class HooksBuilder : EnforcementBuilder<HooksBuilder>
{
    private readonly IMutableEntityType _entityType;
    private HooksDeclaration _declaration;

    internal HooksBuilder(IMutableEntityType entityType, HookDescriptor hooks)
    {
        _entityType = entityType;
        var present = (HooksDeclaration?)ModelAnnotations.FindDeclaration(entityType, HooksConvention.BlockName)
            ?? HooksDeclaration.Empty;
        _declaration = Declare(present with { Hooks = present.Hooks.Add(hooks) });
    }

    private protected override HooksBuilder WithMode(EnforcementMode mode)
    {
        _declaration = Declare(_declaration with { Mode = mode });
        return this;
    }

    private HooksDeclaration Declare(HooksDeclaration declaration)
    {
        ModelAnnotations.Declare(_entityType, HooksConvention.BlockName, declaration);
        return declaration;
    }
}

using Integrity.Toolkit.Hooks.Internal;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Says how the hooks of one entity type are called.
/// </summary>
public sealed class HooksBuilder
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

    /// <summary>Lets the type's hooks reject changes, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public HooksBuilder Enforce() => With(EnforcementMode.Enforce);

    /// <summary>Calls the type's hooks, but only logs and counts what they reject.</summary>
    /// <returns>The same builder.</returns>
    public HooksBuilder Observe() => With(EnforcementMode.Observe);

    /// <summary>Calls no hooks for this type.</summary>
    /// <returns>The same builder.</returns>
    public HooksBuilder Off() => With(EnforcementMode.Off);

    private HooksBuilder With(EnforcementMode mode)
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

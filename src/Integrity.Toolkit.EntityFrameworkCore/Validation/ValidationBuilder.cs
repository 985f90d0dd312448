using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Validation.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Says how the rules of one entity type are held.
/// </summary>
public sealed class ValidationBuilder
{
    private readonly IMutableEntityType _entityType;
    private ValidationDeclaration _declaration;

    internal ValidationBuilder(IMutableEntityType entityType, EntityRules rules)
    {
        _entityType = entityType;
        var present = (ValidationDeclaration?)ModelAnnotations.FindDeclaration(entityType, ValidationConvention.BlockName)
            ?? ValidationDeclaration.Empty;
        _declaration = Declare(present with { Rules = present.Rules.Add(rules) });
    }

    /// <summary>Refuses what breaks a rule of the type, whatever the mode of the context.</summary>
    /// <returns>The same builder.</returns>
    public ValidationBuilder Enforce() => With(EnforcementMode.Enforce);

    /// <summary>Runs the rules of the type, and only logs and counts what breaks them.</summary>
    /// <returns>The same builder.</returns>
    public ValidationBuilder Observe() => With(EnforcementMode.Observe);

    /// <summary>Runs no rules for this type.</summary>
    /// <returns>The same builder.</returns>
    public ValidationBuilder Off() => With(EnforcementMode.Off);

    private ValidationBuilder With(EnforcementMode mode)
    {
        _declaration = Declare(_declaration with { Mode = mode });
        return this;
    }

    private ValidationDeclaration Declare(ValidationDeclaration declaration)
    {
        ModelAnnotations.Declare(_entityType, ValidationConvention.BlockName, declaration);
        return declaration;
    }
}

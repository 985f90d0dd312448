using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Validation.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Configures how the rules of one entity type are enforced.
/// </summary>
public sealed class ValidationBuilder : EnforcementBuilder<ValidationBuilder>
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

    private protected override ValidationBuilder WithMode(EnforcementMode mode)
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

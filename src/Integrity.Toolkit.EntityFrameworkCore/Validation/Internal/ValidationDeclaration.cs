using System.Collections.Immutable;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The combined settings of all <c>HasRules</c> calls for an entity type.</summary>
internal sealed record ValidationDeclaration(EnforcementMode? Mode, ImmutableArray<EntityRules> Rules)
{
    public static readonly ValidationDeclaration Empty = new(null, []);
}

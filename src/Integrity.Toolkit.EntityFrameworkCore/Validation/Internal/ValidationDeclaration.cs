using System.Collections.Immutable;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>What <c>HasRules</c> said of an entity type, all calls together.</summary>
internal sealed record ValidationDeclaration(EnforcementMode? Mode, ImmutableArray<EntityRules> Rules)
{
    public static readonly ValidationDeclaration Empty = new(null, []);
}

using System.Collections.Immutable;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The combined settings of all <c>HasHooks</c> calls for an entity type.</summary>
internal sealed record HooksDeclaration(EnforcementMode? Mode, ImmutableArray<HookDescriptor> Hooks)
{
    public static readonly HooksDeclaration Empty = new(null, []);
}

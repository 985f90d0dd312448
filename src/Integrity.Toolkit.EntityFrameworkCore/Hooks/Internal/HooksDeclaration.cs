using System.Collections.Immutable;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>What <c>HasHooks</c> said of an entity type, all calls together.</summary>
internal sealed record HooksDeclaration(EnforcementMode? Mode, ImmutableArray<HookDescriptor> Hooks)
{
    public static readonly HooksDeclaration Empty = new(null, []);
}

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>An overridden method of a hooks class.</summary>
/// <param name="Point">The hook point.</param>
/// <param name="IsAsyncOnly">Whether a synchronous save cannot call it.</param>
/// <param name="Members">The members of which at least one must have changed; empty for any change.</param>
internal sealed record HookMethod(HookPoint Point, bool IsAsyncOnly, IReadOnlyList<string> Members);

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>An overridden method of a class of hooks.</summary>
/// <param name="Point">When it is called.</param>
/// <param name="IsAsyncOnly">Whether a synchronous save cannot call it.</param>
/// <param name="Members">The members of which one must have changed; empty for any change.</param>
internal sealed record HookMethod(HookPoint Point, bool IsAsyncOnly, IReadOnlyList<string> Members);

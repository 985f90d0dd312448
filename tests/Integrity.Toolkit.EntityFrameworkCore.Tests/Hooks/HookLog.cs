namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The called hooks, in order.</summary>
public sealed class HookLog
{
    public List<string> Calls { get; } = [];
}

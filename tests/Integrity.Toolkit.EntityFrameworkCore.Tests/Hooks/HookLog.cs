namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>What hooks were called, in order.</summary>
public sealed class HookLog
{
    public List<string> Calls { get; } = [];
}

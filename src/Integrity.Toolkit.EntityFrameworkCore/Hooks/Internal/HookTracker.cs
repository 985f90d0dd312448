namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The hook state of one context: suppressed hooks, and the chain of running hooks.</summary>
internal sealed class HookTracker
{
    private readonly List<Suppression> _suppressions = [];

    public HookChain Chain { get; } = new();

    /// <summary>Whether all hooks are suppressed.</summary>
    public bool IsAllSuppressed => _suppressions.Exists(suppression => suppression.Hooks == typeof(EntityHooks));

    /// <summary>Suppresses a hooks class and its derived classes, or all hooks.</summary>
    public IDisposable Suppress(Type hooks)
    {
        var suppression = new Suppression(this, hooks);
        _suppressions.Add(suppression);
        return suppression;
    }

    public IReadOnlyList<Type> Suppressed() => [.. _suppressions.Select(suppression => suppression.Hooks)];

    private sealed class Suppression(HookTracker memory, Type hooks) : IDisposable
    {
        public Type Hooks => hooks;

        public void Dispose() => memory._suppressions.Remove(this);
    }
}

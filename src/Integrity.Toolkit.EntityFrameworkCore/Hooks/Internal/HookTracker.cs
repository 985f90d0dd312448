namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>What hooks remember for one context: what is suppressed, and which hooks started which.</summary>
internal sealed class HookTracker
{
    private readonly List<Suppression> _suppressions = [];

    public HookChain Chain { get; } = new();

    /// <summary>Whether no hook at all is called.</summary>
    public bool IsAllSuppressed => _suppressions.Exists(suppression => suppression.Hooks == typeof(EntityHooks));

    /// <summary>Suppresses a class of hooks and those derived from it, or all of them.</summary>
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

namespace Integrity.Toolkit.Hooks;

/// <summary>What hooks remember for one context: what is suppressed, and which saves stand in the way of each other.</summary>
internal sealed class HooksMemory
{
    private readonly List<Suppression> _suppressions = [];

    /// <summary>The hooks after a save that are running now, each started by a save of the one before it.</summary>
    public List<string> Running { get; } = [];

    public bool IsAnySuppressed => _suppressions.Count > 0;

    /// <summary>Suppresses a class of hooks and those derived from it, or all of them.</summary>
    public IDisposable Suppress(Type hooks)
    {
        var suppression = new Suppression(this, hooks);
        _suppressions.Add(suppression);
        return suppression;
    }

    public IReadOnlyList<Type> Suppressed() => [.. _suppressions.Select(suppression => suppression.Hooks)];

    private sealed class Suppression(HooksMemory memory, Type hooks) : IDisposable
    {
        public Type Hooks => hooks;

        public void Dispose() => memory._suppressions.Remove(this);
    }
}

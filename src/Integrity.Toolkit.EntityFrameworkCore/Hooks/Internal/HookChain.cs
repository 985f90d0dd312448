namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The running hooks after saves in a context, each started by a save of the previous one.</summary>
internal sealed class HookChain
{
    private readonly List<string> _running = [];
    private string? _endless;

    /// <summary>Starts a hook, unless the chain exceeds the limit.</summary>
    public void Begin(string name, int limit)
    {
        if (_running.Count == 0)
        {
            _endless = null;
        }
        else if (_running.Count >= limit)
        {
            _endless ??= $"{string.Join(" -> ", _running)} -> {name}";
        }

        if (_endless is not null)
        {
            // Also fails the other hooks of the chain, because each of them would reach the same depth again.
            throw new InvalidOperationException(
                $"Hooks that run after a save form a cycle of saves: {_endless}. Break the cycle, use a hook that runs before "
                + "the save, or raise the limit with UseHooks(h => h.WithMaxRounds(...)).");
        }

        _running.Add(name);
    }

    public void End() => _running.RemoveAt(_running.Count - 1);
}

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The hooks after saves that are running in a context, each started by a save of the one before it.</summary>
internal sealed class HookChain
{
    private readonly List<string> _running = [];
    private string? _endless;

    /// <summary>Begins a hook, unless there are so many that they must be a circle.</summary>
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
            // Also for all others that the chain has begun: each of them would go as deep again.
            throw new InvalidOperationException(
                $"Hooks that run after a save save again, whose hooks save again: {_endless}. Let one of them change nothing that "
                + "its own hooks answer with a save, do it before the save, or allow more with UseHooks(h => h.WithMaxRounds(...)).");
        }

        _running.Add(name);
    }

    public void End() => _running.RemoveAt(_running.Count - 1);
}

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>
/// Counts the rounds in which hooks change entities that have hooks, and records the chain of an endless cycle.
/// </summary>
internal sealed class HookRounds(int limit)
{
    private const int Remembered = 4;

    private readonly List<HashSet<string>> _rounds = [];
    private int _round;

    /// <summary>Whether any hook was called in this round.</summary>
    public bool HasRun { get; private set; }

    public void Begin()
    {
        HasRun = false;
        if (++_round > limit)
        {
            var chain = _rounds.Select(round => string.Join(", ", round));
            throw new InvalidOperationException(
                $"Hooks did not settle after {limit} rounds. Raise the limit with UseHooks(h => h.WithMaxRounds(...)), or "
                + $"break the cycle: ... -> {string.Join(" -> ", chain)} -> ...");
        }

        if (_round > limit - Remembered)
        {
            _rounds.Add([]);
        }
    }

    public void Add(HookCall call, HookChange change)
    {
        HasRun = true;
        if (_rounds is [.., var last])
        {
            last.Add($"{call.Name} ({change.Planned.Plan.Name})");
        }
    }
}

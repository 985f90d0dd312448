namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>
/// Counts the rounds in which hooks change what has hooks, and knows the chain of those that do not come to an end.
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
                $"Hooks change entities whose hooks change entities, and after {limit} rounds there is no end: "
                + $"... -> {string.Join(" -> ", chain)} -> ... Let one of them change nothing that the others answer, or allow "
                + "more with UseHooks(h => h.WithMaxRounds(...)).");
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

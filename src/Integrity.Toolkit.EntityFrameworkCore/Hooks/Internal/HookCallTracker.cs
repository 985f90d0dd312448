using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Tracks the hooks before a save that ran for an entity, each once per operation.</summary>
internal struct HookCallTracker
{
    private int _begun;
    private bool _isFirst;
    private EntityState _state;

    /// <summary>Hooks skipped because of <c>[WhenChanged]</c>, which run if another hook changes their members later.</summary>
    private List<HookCall>? _waiting;

    /// <summary>Whether a hook may run in a round.</summary>
    public bool Await(PlannedEntry present)
    {
        _state = present.Entry.State;
        _isFirst = (_begun & Bit(present)) == 0;
        return _isFirst || _waiting is { Count: > 0 };
    }

    /// <summary>Starts the entity's turn; false if a hook of another entity has changed its operation since.</summary>
    public bool Begin(PlannedEntry present)
    {
        if (!IsStill(present))
        {
            return false;
        }

        if (_isFirst)
        {
            _begun |= Bit(present);
            _waiting?.Clear();
        }

        return true;
    }

    /// <summary>Whether the entity still has the state that it had at the start of the round.</summary>
    public readonly bool IsStill(PlannedEntry present)
        => present.Entry.State == _state
            || (_state == EntityState.Unchanged && present.Entry.State == EntityState.Modified);

    public readonly bool IsDue(HookCall call) => _isFirst || _waiting!.Contains(call);

    public void Wait(HookCall call)
    {
        if (_isFirst)
        {
            (_waiting ??= new(1)).Add(call);
        }
    }

    public readonly void Answer(HookCall call)
    {
        if (!_isFirst)
        {
            _waiting!.Remove(call);
        }
    }

    private static int Bit(PlannedEntry present) => 1 << (int)present.Operation;
}

using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Which hooks before a save an entity has had: each once for each operation.</summary>
internal struct HookCallTracker
{
    private int _begun;
    private bool _isFirst;
    private EntityState _state;

    /// <summary>Hooks that their <c>[WhenChanged]</c> held back: what others change later in the save may concern them.</summary>
    private List<HookCall>? _waiting;

    /// <summary>Whether anything may be called in a round.</summary>
    public bool Await(PlannedEntry present)
    {
        _state = present.Entry.State;
        _isFirst = (_begun & Bit(present)) == 0;
        return _isFirst || _waiting is { Count: > 0 };
    }

    /// <summary>Begins the entity's turn; false when a hook of another entity has made something else of it by now.</summary>
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

    /// <summary>Whether the entity is still what the round found.</summary>
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

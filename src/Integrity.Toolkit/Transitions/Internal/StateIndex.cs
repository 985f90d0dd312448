using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Numbers the states of a table. Enum values are looked up without boxing, in an array if their values are dense.
/// </summary>
internal sealed class StateIndex<TState>
    where TState : notnull
{
    private const ulong MaxRange = 1024;

    private readonly short[]? _dense;
    private readonly SparseNumbers? _sparse;
    private readonly TextIndex? _texts;
    private readonly long _min;
    private readonly FrozenDictionary<TState, int> _others = FrozenDictionary<TState, int>.Empty;

    public StateIndex(IReadOnlyList<TState> states)
    {
        if (typeof(TState).IsEnum)
        {
            _min = states.Min(Number);
            var range = unchecked((ulong)(states.Max(Number) - _min));
            if (range < MaxRange)
            {
                _dense = new short[range + 1];
                Array.Fill(_dense, (short)-1);
                for (var i = 0; i < states.Count; i++)
                {
                    _dense[Number(states[i]) - _min] = (short)i;
                }

                return;
            }

            _sparse = new SparseNumbers([.. states.Select(Number)]);
            return;
        }

        if (typeof(TState) == typeof(string))
        {
            _texts = TextIndex.Of([.. states.Cast<string>()]);
        }

        _others = states.Select((state, i) => KeyValuePair.Create(state, i)).ToFrozenDictionary();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(TState state)
    {
        // The JIT resolves this check for value types. Reference types share their code, where a type check costs time.
        if (typeof(TState).IsValueType && typeof(TState).IsEnum)
        {
            if (_dense is not { } dense)
            {
                return _sparse!.IndexOf(Number(state));
            }

            var offset = unchecked((ulong)(Number(state) - _min));

            return offset < (ulong)dense.Length ? dense[offset] : -1;
        }

        if (!typeof(TState).IsValueType && _texts is { } texts)
        {
            ArgumentNullException.ThrowIfNull(state);

            return texts.IndexOf(Unsafe.As<TState, string>(ref state));
        }

        return Other(state);
    }

    private int Other(TState state)
    {
        // A null check of a value type boxes it if the JIT does not optimize.
        if (!typeof(TState).IsValueType && state is null)
        {
            throw new ArgumentNullException(nameof(state));
        }

        return _others.TryGetValue(state, out var index) ? index : -1;
    }

    // Unsigned values wrap here, which changes their order but not their distances or identity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Number(TState state) => Unsafe.SizeOf<TState>() switch
    {
        1 => Unsafe.As<TState, sbyte>(ref state),
        2 => Unsafe.As<TState, short>(ref state),
        4 => Unsafe.As<TState, int>(ref state),
        _ => Unsafe.As<TState, long>(ref state),
    };
}

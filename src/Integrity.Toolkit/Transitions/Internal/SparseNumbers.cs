using System.Numerics;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Finds the index of a number among a few sparse ones: a multiplicative hash (Knuth, TAOCP volume 3, section 6.4)
/// over a table that is at most a quarter full, with linear probing.
/// </summary>
internal sealed class SparseNumbers
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private readonly long[] _numbers;
    private readonly short[] _places;
    private readonly int _shift;

    public SparseNumbers(IReadOnlyList<long> numbers)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, numbers.Count * 4));
        _shift = 64 - BitOperations.Log2(size);
        _numbers = new long[size];
        _places = new short[size];
        Array.Fill(_places, (short)-1);
        for (var i = 0; i < numbers.Count; i++)
        {
            var slot = Slot(numbers[i]);
            while (_places[slot] >= 0)
            {
                slot = (slot + 1) & (_places.Length - 1);
            }

            (_numbers[slot], _places[slot]) = (numbers[i], (short)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(long number)
    {
        var slot = Slot(number);
        while (true)
        {
            var place = _places[slot];
            if (place < 0 || _numbers[slot] == number)
            {
                return place;
            }

            slot = (slot + 1) & (_places.Length - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(long number) => (int)(unchecked((ulong)number * GoldenRatio) >> _shift);
}

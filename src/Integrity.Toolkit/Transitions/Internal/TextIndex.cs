using System.Numerics;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Finds the index of a text among a few: by its length and two of its characters, then by comparing the one text in that
/// slot. The characters that distinguish the texts are determined when the table is built.
/// </summary>
internal sealed class TextIndex
{
    private const uint Golden = 0x9E3779B9;
    private const int MaxShare = 64;

    private readonly (string? Text, int Place)[] _slots;
    private readonly int _first;
    private readonly int _second;
    private readonly int _shift;

    private TextIndex((string? Text, int Place)[] slots, int first, int second)
        => (_slots, _first, _second, _shift) = (slots, first, second, 32 - BitOperations.Log2((uint)slots.Length));

    /// <summary>Returns the index, or null if no two characters distinguish the texts in a table of acceptable size.</summary>
    public static TextIndex? Of(IReadOnlyList<string> texts)
    {
        var longest = Math.Min(16, texts.Max(text => text.Length));
        var smallest = (int)Math.Max(4, BitOperations.RoundUpToPowerOf2((uint)texts.Count * 2));
        for (var size = smallest; size <= Math.Max(smallest, texts.Count * MaxShare); size <<= 1)
        {
            for (var first = 0; first < Math.Max(1, longest); first++)
            {
                for (var second = first; second < Math.Max(1, longest); second++)
                {
                    if (Try(texts, size, first, second) is { } index)
                    {
                        return index;
                    }
                }
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(string text)
    {
        ref readonly var slot = ref _slots[Slot(text, _first, _second, _shift)];

        // The runtime interns equal literals, so most texts are the same object.
        return ReferenceEquals(slot.Text, text) || (slot.Text is { } known && known.AsSpan().SequenceEqual(text)) ? slot.Place : -1;
    }

    private static TextIndex? Try(IReadOnlyList<string> texts, int size, int first, int second)
    {
        var slots = new (string? Text, int Place)[size];
        var shift = 32 - BitOperations.Log2((uint)size);
        for (var i = 0; i < texts.Count; i++)
        {
            var slot = Slot(texts[i], first, second, shift);
            if (slots[slot].Text is not null)
            {
                return null;
            }

            slots[slot] = (texts[i], i);
        }

        return new TextIndex(slots, first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(string text, int first, int second, int shift)
    {
        uint seed = (uint)text.Length;
        seed = (seed << 16) ^ ((uint)first < (uint)text.Length ? text[first] : 0u)
            ^ (((uint)second < (uint)text.Length ? text[second] : 0u) << 8);

        return (int)(unchecked(seed * Golden) >> shift);
    }
}

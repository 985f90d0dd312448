namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A set of pairs of state numbers, with one bit each.</summary>
internal sealed class PairMatrix(int size)
{
    private readonly int _width = (size + 63) >> 6;
    private readonly ulong[] _bits = new ulong[size * ((size + 63) >> 6)];

    public void Add(int from, int to) => _bits[(from * _width) + (to >> 6)] |= 1UL << to;

    public bool Contains(int from, int to)
        => (from | to) >= 0 && (_bits[(from * _width) + (to >> 6)] & (1UL << to)) != 0;
}

using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The order of values, the same in every culture.</summary>
internal static class ValueOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare<TValue>(TValue left, TValue right)
        where TValue : IComparable<TValue>
        => typeof(TValue) == typeof(string)
            ? string.CompareOrdinal((string)(object)left, (string)(object)right)
            : left.CompareTo(right);
}

using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Compares values in the same order in every culture.</summary>
internal static class ValueOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare<TValue>(TValue left, TValue right)
        where TValue : IComparable<TValue>
        => typeof(TValue) == typeof(string)
            ? string.CompareOrdinal((string)(object)left, (string)(object)right)
            : left.CompareTo(right);
}

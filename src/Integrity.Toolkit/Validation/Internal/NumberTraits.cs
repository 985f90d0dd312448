using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Integrity.Toolkit.Validation.Internal;

internal static class NumberTraits
{
    /// <summary>Returns whether a value is NaN, which is outside every range and equals nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN<TValue>(TValue value)
        => typeof(TValue) == typeof(double) ? double.IsNaN((double)(object)value!)
            : typeof(TValue) == typeof(float) ? float.IsNaN((float)(object)value!)
            : typeof(TValue) == typeof(Half) ? Half.IsNaN((Half)(object)value!)
            : typeof(TValue) == typeof(NFloat) && NFloat.IsNaN((NFloat)(object)value!);
}

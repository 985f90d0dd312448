using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Integrity.Toolkit.Validation.Internal;

internal static class NumberTraits
{
    /// <summary>Whether a value is no number although its type says so: it is inside no range and equals nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN<TValue>(TValue value)
        => typeof(TValue) == typeof(double) ? double.IsNaN((double)(object)value!)
            : typeof(TValue) == typeof(float) ? float.IsNaN((float)(object)value!)
            : typeof(TValue) == typeof(Half) ? Half.IsNaN((Half)(object)value!)
            : typeof(TValue) == typeof(NFloat) && NFloat.IsNaN((NFloat)(object)value!);
}

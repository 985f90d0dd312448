using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires a defined enum value; for a flags enum, only defined bits.</summary>
internal sealed class DefinedRule<TEnum> : ValueRule<TEnum>
    where TEnum : struct, Enum
{
    public static readonly bool IsFlags = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false);

    private readonly ulong _mask;
    private readonly ulong _first;
    private readonly ulong _span;
    private readonly FrozenSet<ulong>? _scattered;

    public DefinedRule()
    {
        var numbers = Enum.GetValues<TEnum>().Select(Number).Distinct().Order().ToArray();
        _mask = numbers.Aggregate(0UL, (bits, number) => bits | number);
        _first = numbers.FirstOrDefault();
        _span = numbers.LastOrDefault() - _first;
        _scattered = _span == (ulong)(numbers.Length - 1) ? null : numbers.ToFrozenSet();
    }

    public override bool IsMet(TEnum value)
    {
        var number = Number(value);
        if (IsFlags)
        {
            return (number & ~_mask) == 0;
        }

        return _scattered is null ? number - _first <= _span : _scattered.Contains(number);
    }

    private static ulong Number(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.As<TEnum, byte>(ref value),
        2 => Unsafe.As<TEnum, ushort>(ref value),
        4 => Unsafe.As<TEnum, uint>(ref value),
        _ => Unsafe.As<TEnum, ulong>(ref value),
    };
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The bounds of a range.</summary>
internal readonly record struct Bounds<TValue>(
    bool HasMin, TValue Min, bool IsMinExclusive, bool HasMax, TValue Max, bool IsMaxExclusive)
{
    public static Bounds<TValue> Between(TValue min, TValue max, bool exclusive)
        => new(HasMin: true, min, exclusive, HasMax: true, max, exclusive);

    public static Bounds<TValue> From(TValue min, bool exclusive)
        => new(HasMin: true, min, exclusive, HasMax: false, min, IsMaxExclusive: false);

    public static Bounds<TValue> UpTo(TValue max, bool exclusive)
        => new(HasMin: false, max, IsMinExclusive: false, HasMax: true, max, exclusive);
}

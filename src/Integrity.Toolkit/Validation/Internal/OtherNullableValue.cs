namespace Integrity.Toolkit.Validation.Internal;

/// <inheritdoc/>
internal sealed class OtherNullableValue<T, TValue>(Func<T, TValue?> read) : OtherValue<T, TValue>
    where TValue : struct
{
    public override bool TryRead(T entity, out TValue value)
    {
        var known = read(entity);
        value = known.GetValueOrDefault();

        return known.HasValue;
    }
}

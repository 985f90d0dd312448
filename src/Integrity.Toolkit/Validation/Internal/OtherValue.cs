using System.Diagnostics.CodeAnalysis;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Reads the value of another member of the same entity, if it is not null.</summary>
internal abstract class OtherValue<T, TValue>
{
    public abstract bool TryRead(T entity, [NotNullWhen(true)] out TValue? value);

    internal sealed class Direct(Func<T, TValue?> read) : OtherValue<T, TValue>
    {
        public override bool TryRead(T entity, [NotNullWhen(true)] out TValue? value)
        {
            value = read(entity);

            return value is not null;
        }
    }
}

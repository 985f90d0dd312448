namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that depends only on the value, which is never null.</summary>
internal abstract class ValueRule<TValue>
{
    public abstract bool IsMet(TValue value);
}

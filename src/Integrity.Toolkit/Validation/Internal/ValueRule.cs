namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that needs a value and nothing else; the value is never null.</summary>
internal abstract class ValueRule<TValue>
{
    public abstract bool IsMet(TValue value);
}

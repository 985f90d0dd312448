namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Requires one of a few values, which are compared in their order.</summary>
internal sealed class ChoiceRule<TValue>(TValue[] values) : ValueRule<TValue>
{
    public const int Most = 8;

    public override bool IsMet(TValue value)
    {
        foreach (var known in values)
        {
            if (EqualityComparer<TValue>.Default.Equals(known, value))
            {
                return true;
            }
        }

        return false;
    }
}

namespace Integrity.Toolkit.Validation.Internal;

internal sealed class LengthRule(int min, int max) : ValueRule<string>
{
    public override bool IsMet(string value) => (uint)(value.Length - min) <= (uint)(max - min);
}

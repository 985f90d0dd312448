namespace Integrity.Toolkit.Validation.Internal;

internal sealed class EmailRule(EmailMode mode) : ValueRule<string>
{
    private readonly bool _isStrict = mode == EmailMode.Strict;

    public override bool IsMet(string value) => _isStrict ? EmailAddressFormat.IsStrict(value) : EmailAddressFormat.IsRelaxed(value);
}

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The checks of <c>Required</c> in addition to the null check.</summary>
internal static class RequiredRules
{
    /// <summary>Returns the rule that rejects empty values; null for types without an empty value.</summary>
    public static ValueRule<TValue>? Of<TValue>()
    {
        object? rule = typeof(TValue) == typeof(string) ? new TextRule()
            : typeof(TValue) == typeof(Guid) ? new GuidRule()
            : typeof(TValue) == typeof(Guid?) ? new LiftedRule<Guid>(new GuidRule())
            : null;

        return (ValueRule<TValue>?)rule;
    }

    private sealed class TextRule : ValueRule<string>
    {
        public override bool IsMet(string value) => !string.IsNullOrWhiteSpace(value);
    }

    private sealed class GuidRule : ValueRule<Guid>
    {
        public override bool IsMet(Guid value) => value != Guid.Empty;
    }
}

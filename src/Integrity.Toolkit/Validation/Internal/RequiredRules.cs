namespace Integrity.Toolkit.Validation.Internal;

/// <summary>What Required means beyond not being null.</summary>
internal static class RequiredRules
{
    /// <summary>The rule for values that are there and yet say nothing; null for types without such values.</summary>
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

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A rule that always applies, for the fast path.</summary>
internal readonly struct PlainRule<TValue>(ValueRule<TValue> rule, RuleDescription about, int step)
{
    public readonly ValueRule<TValue> Rule = rule;
    public readonly RuleDescription About = about;
    public readonly int Step = step;
}

using System.Linq.Expressions;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The conditions under which the rules of a block apply, including the conditions of the enclosing blocks.</summary>
internal abstract class RuleScope(RuleScope? outer, EntityOperation? operation, LambdaExpression? condition)
{
    public RuleScope? Outer => outer;

    public EntityOperation? Operation => operation ?? outer?.Operation;

    public IReadOnlyList<LambdaExpression> Conditions { get; } =
        [.. outer?.Conditions ?? [], .. condition is null ? [] : new[] { condition }];
}

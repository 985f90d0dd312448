using System.Linq.Expressions;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The circumstances under which the rules of one block hold; what the blocks around it say holds as well.</summary>
internal abstract class RuleScope(RuleScope? outer, EntityOperation? operation, LambdaExpression? condition)
{
    public RuleScope? Outer => outer;

    public EntityOperation? Operation => operation ?? outer?.Operation;

    public IReadOnlyList<LambdaExpression> Conditions { get; } =
        [.. outer?.Conditions ?? [], .. condition is null ? [] : new[] { condition }];
}

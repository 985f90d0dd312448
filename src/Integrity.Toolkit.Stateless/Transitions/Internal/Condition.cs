using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A condition with its body, or an open one without.</summary>
internal sealed record Condition(string Code, LambdaExpression? Predicate)
{
    public bool IsOpen => Predicate is null;
}

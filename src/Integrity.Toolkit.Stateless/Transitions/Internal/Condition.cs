using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A condition with its body, or an open one without; and what it means, where the machine tells.</summary>
internal sealed record Condition(string Code, LambdaExpression? Predicate, string? Description = null)
{
    public bool IsOpen => Predicate is null;

    public string Words => Description ?? Code;
}

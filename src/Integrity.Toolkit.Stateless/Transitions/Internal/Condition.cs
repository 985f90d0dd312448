using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A condition with a predicate, or an open one without, and its description if the machine has one.</summary>
internal sealed record Condition(string Code, LambdaExpression? Predicate, string? Description = null)
{
    public bool IsOpen => Predicate is null;

    public string Words => Description ?? Code;
}

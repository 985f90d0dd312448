using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A condition of a state as declared.</summary>
internal sealed record DraftInvariant<TState>(
    TState State, LambdaExpression Condition, string Code, string? Description, SourceLocation Place)
    where TState : notnull;

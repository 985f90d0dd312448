using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The declaration of an invariant.</summary>
internal sealed record DraftInvariant<TState>(
    TState State, LambdaExpression Condition, string Code, string? Description, SourceLocation Place)
    where TState : notnull;

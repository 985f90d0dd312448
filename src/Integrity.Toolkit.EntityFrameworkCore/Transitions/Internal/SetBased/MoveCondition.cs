using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions;

/// <summary>A predicate of the entity, with the code of its refusal.</summary>
internal sealed record MoveCondition(LambdaExpression Predicate, string Code);

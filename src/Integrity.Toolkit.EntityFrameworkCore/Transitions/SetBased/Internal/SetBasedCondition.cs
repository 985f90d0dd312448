using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>A condition over the entity, with the code of its violation.</summary>
internal sealed record SetBasedCondition(LambdaExpression Predicate, string Code);

using System.Linq.Expressions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Enforces an invariant of a state in the database with a CHECK constraint.</summary>
internal sealed class InvariantConstraint(string status, string table, StateInvariant invariant, IReadOnlyList<Type> others)
    : DatabaseConstraint
{
    /// <summary>Adds the constraints for the invariants of a table.</summary>
    /// <param name="entityType">The type that declares the transitions.</param>
    /// <param name="status">Its status.</param>
    /// <param name="table">The table.</param>
    /// <param name="declaring">All types that declare transitions.</param>
    public static void AddAll(
        IMutableEntityType entityType, string status, ITransitionTable table, IEnumerable<IMutableEntityType> declaring)
    {
        var others = declaring
            .Where(other => other != entityType && entityType.IsAssignableFrom(other))
            .Select(other => other.ClrType)
            .ToList();
        foreach (var invariant in table.Invariants)
        {
            entityType.AddDatabaseConstraint(new InvariantConstraint(status, table.Name, invariant, others));
        }
    }

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var check = new CheckConstraint(
            invariant.Code,
            Condition(entityType.FindProperty(status)!),
            [status, .. ConditionPathFinder.Of(invariant.Expression).Where(member => member != status)],
            (entity, key) => InvariantCheck.CreateViolation(invariant, status, entity, key))
        {
            Name = [status, StateText.Of(invariant.State), invariant.Code],
        };
        try
        {
            check.Render(entityType, rendering);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} guards {status} in the database, including the invariant of the table '{table}' in "
                + $"the state {StateText.Of(invariant.State)}. {exception.Message} Or replace the invariant by guards of the "
                + "transitions into the state (PermitIf), which only the save enforces.",
                exception);
        }
    }

    /// <summary>
    /// Returns the condition that the row is in another state, or of a type with its own table, or meets the invariant.
    /// </summary>
    private LambdaExpression Condition(IMutableProperty property)
    {
        var row = invariant.Expression.Parameters[0];
        // As objects: the type of the states may have no equality operator.
        var held = Expression.OrElse(
            Expression.NotEqual(
                Expression.Convert(row.GetRowProperty(property), typeof(object)),
                Expression.Constant(invariant.State, typeof(object))),
            invariant.Expression.Body);

        return Expression.Lambda(
            others.Aggregate(held, (condition, other) => Expression.OrElse(Expression.TypeIs(row, other), condition)), row);
    }
}

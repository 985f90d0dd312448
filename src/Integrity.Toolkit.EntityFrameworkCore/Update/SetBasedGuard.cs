using System.Linq.Expressions;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Rejects ExecuteUpdate and ExecuteDelete on types that a block guards.
/// </summary>
/// <remarks>
/// A query is intercepted when it is compiled. A failed compilation is never cached, so every call is rejected.
/// </remarks>
internal sealed class SetBasedGuard : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (queryExpression is not MethodCallExpression
            {
                Method.Name: nameof(EntityFrameworkQueryableExtensions.ExecuteDelete)
                    or nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate),
            } statement
            || statement.Method.DeclaringType != typeof(EntityFrameworkQueryableExtensions)
            || eventData.Context is not { } context
            || ContextState.Find(context) is null)
        {
            return queryExpression;
        }

        var plans = ModelPlan.Of(context.Model);
        var deletes = statement.Method.Name == nameof(EntityFrameworkQueryableExtensions.ExecuteDelete);
        var guarded = SetBasedTargets.Of(statement, context.Model)
            .SelectMany(target => target.GetDerivedTypesInclusive())
            .Distinct()
            .Select(plans.Find)
            .OfType<EntityPlan>()
            .SelectMany(plan => plan.Blocks.Where(block => block.GuardsSetBased && (block.GuardsDeletes || !deletes)), (plan, block) => (plan, block))
            .ToList();
        if (guarded.Count > 0)
        {
            Check(statement, guarded, context);
        }

        return queryExpression;
    }

    private static void Check(
        MethodCallExpression statement,
        List<(EntityPlan Plan, BlockPlan Block)> guarded,
        DbContext context)
    {
        var name = statement.Method.Name;
        var entity = guarded[0].Plan.Name;
        var blocks = string.Join(", ", guarded.Select(item => item.Block.Block).Distinct());
        var logger = context.GetService<ILoggerFactory>().CreateLogger(Log.Category);
        if (SetBasedTargets.IsBypassed(statement))
        {
            Log.BulkBypassed(logger, name, entity, blocks);
            return;
        }

        var written = SetBasedTargets.Written(statement);
        var instead = string.Concat(guarded.Select(item => item.Block.Instead(written)).OfType<string>().Distinct());
        var violation = new IntegrityViolation(
            IntegrityCodes.SetBasedRejected,
            entity,
            $"{name} on {entity} would bypass {blocks}: set-based statements change rows without these blocks. "
            + $"{instead}Load the entities and call SaveChanges, or call BypassIntegrity() on the query.",
            arguments: new Dictionary<string, object?> { ["statement"] = name, ["blocks"] = blocks });
        var mode = guarded.Any(item => item.Block.SetBasedMode == EnforcementMode.Enforce)
            ? EnforcementMode.Enforce
            : EnforcementMode.Observe;
        Telemetry.RecordViolation(violation.Code, entity, mode);
        if (mode == EnforcementMode.Enforce)
        {
            throw new IntegrityException([violation]);
        }

        Log.ViolationObserved(logger, violation.Code, violation.Message);
    }
}

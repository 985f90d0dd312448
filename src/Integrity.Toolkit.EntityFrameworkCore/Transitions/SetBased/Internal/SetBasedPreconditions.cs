using System.Linq.Expressions;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Checks the preconditions of a set-based transition before any statement is executed.</summary>
internal static class SetBasedPreconditions
{
    /// <summary>Throws if the query can return types with different plans.</summary>
    public static void OnePlan(SetBasedRequest request)
    {
        if (request.EntityType.GetDerivedTypes().FirstOrDefault(type => TransitionsPlan.Of(type) != request.Plan) is { } other)
        {
            throw new InvalidOperationException(
                $"{other.ShortName()} and {request.Name} declare different transitions, so one statement cannot change the "
                + $"status of both. Use a separate query for {other.ShortName()}.");
        }
    }

    /// <summary>Throws if the written columns are not in one table, for any type that the query can return.</summary>
    public static void OneTable(SetBasedRequest request)
    {
        IProperty[] written =
        [
            request.Plan.Sequence,
            .. request.Companions.SelectMany(companion => companion.Properties(request)),
            .. request.Along.Select(column => column.Property),
        ];
        var elsewhere = request.Tables.Count == 0
            ? request.Plan.Sequence
            : Array.Find(written, property => !request.Tables.All(table => table.Has(property)));
        if (elsewhere is not null)
        {
            throw new NotSupportedException(
                $"{request.Name}.{request.Plan.Status.Name} and {elsewhere.DeclaringType.ShortName()}.{elsewhere.Name} are not "
                + "columns of one table that all rows of the query have. Narrow the query to one type, or load the entities and "
                + "change their status.");
        }
    }

    /// <summary>Throws if an actor is required, and there is none.</summary>
    public static void Actor(SetBasedRequest request)
    {
        if (request.Plan.Mode != EnforcementMode.Off
            && request.Actor.Kind == ActorKind.Unknown
            && ContextState.Of(request.Context).Registered.ActorRequired)
        {
            throw SetBasedViolations.Exception(MissingActor.CreateViolation(request.Name));
        }
    }

    /// <summary>Throws for a missing reason, and for transitions between which the table cannot choose.</summary>
    public static void Edges(SetBasedRequest request)
    {
        var table = request.Plan.Table;
        if (string.IsNullOrWhiteSpace(request.Reason)
            && table.States.Where(from => request.Edges(from).Any(edge => edge.RequiresReason)).ToList() is { Count: > 0 } silent)
        {
            throw SetBasedViolations.Exception(SetBasedViolations.ReasonRequired(request, [.. silent.Select(StateText.Of)]));
        }

        foreach (var from in table.States)
        {
            var edges = request.Edges(from);
            var ignored = request.MayIgnore(from) ? request.IgnoreGuards(from) : null;
            var open = edges.Select(edge => edge.Guard).Concat(ignored ?? []).Where(guard => guard is { IsOpen: true }).ToList();
            var states = edges.Select(edge => StateText.Of(edge.To)).Distinct().ToList();
            if (open.Count > 0 && states.Count + (ignored is null ? 0 : 1) > 1)
            {
                throw SetBasedViolations.Exception(SetBasedViolations.Undecided(
                    request, from, states, [.. open.Select(guard => guard!.Code).Distinct()]));
            }
        }
    }

    /// <summary>Throws if other blocks of the type would not be evaluated.</summary>
    public static void OtherBlocks(SetBasedRequest request, IQueryable query)
    {
        IProperty[] written =
        [
            request.Plan.Status,
            request.Plan.Sequence,
            .. request.Columns.Select(column => column.Property),
        ];
        var plans = ModelPlan.Of(request.Context.Model);
        var missed = request.EntityType.GetDerivedTypesInclusive()
            .SelectMany(type => plans.Find(type)?.Blocks ?? [])
            .Where(block => block != request.Plan && block.GuardsSetBased)
            .SelectMany(block => block.Missed(written), (block, what) => (Block: block, What: what))
            .Distinct()
            .ToList();
        if (missed.Count == 0)
        {
            return;
        }

        var blocks = missed.Select(item => item.Block.Block).Distinct().ToList();
        var logger = ContextState.Of(request.Context).Logger;
        if (SetBasedTargets.IsBypassed(query.Expression))
        {
            Log.BulkBypassed(logger, request.Method, request.Name, string.Join(", ", blocks));
            return;
        }

        var violation = SetBasedViolations.GoesPast(request, blocks, [.. missed.Select(item => item.What).Distinct()]);
        if (missed.Any(item => item.Block.SetBasedMode == EnforcementMode.Enforce))
        {
            throw SetBasedViolations.Exception(violation);
        }

        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Observe);
        Log.ViolationObserved(logger, violation.Code, violation.Message);
    }

    /// <summary>Returns the query as SQL, or throws with the codes of the conditions that cannot be translated.</summary>
    public static SetBasedSelection Sql(SetBasedRequest request, IQueryable query)
    {
        foreach (var companion in request.Companions)
        {
            companion.EnsureSupported(request);
        }

        try
        {
            return SetBasedSelection.Of(request, query);
        }
        catch (InvalidOperationException)
        {
            var cases = request.Cases;
            var codes = cases.Conditions.Where(condition => !IsTranslatable(query, cases.Predicate(condition.Predicate)))
                .Select(condition => condition.Code)
                .Distinct()
                .ToList();
            if (codes.Count == 0 || codes.Count == cases.Conditions.Count() && !IsTranslatable(query))
            {
                // The query itself cannot be translated, and the exception of EF Core contains the reason.
                throw;
            }

            throw SetBasedViolations.Exception(SetBasedViolations.NotTranslatable(request, codes));
        }
    }

    private static bool IsTranslatable(IQueryable query, LambdaExpression? condition = null)
    {
        try
        {
            SetBasedSelection.EnsureTranslatable(query, condition);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

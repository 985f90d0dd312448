using System.Linq.Expressions;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>All that can be refused of a set-based move before anything is sent.</summary>
internal static class SetBasedPreconditions
{
    /// <summary>The one plan of all types that a query of a type can give.</summary>
    public static void OnePlan(SetBasedRequest move)
    {
        if (move.EntityType.GetDerivedTypes().FirstOrDefault(type => TransitionsPlan.Of(type) != move.Plan) is { } other)
        {
            throw new InvalidOperationException(
                $"{other.ShortName()} declares transitions other than those of {move.Name}, so rows of both cannot be moved "
                + $"together. Move those of {other.ShortName()} by a query of their own.");
        }
    }

    /// <summary>All that is written of a row is in one table, for all types that a query can give.</summary>
    public static void OneTable(SetBasedRequest move)
    {
        IProperty[] written =
        [
            move.Plan.Sequence,
            .. move.Companions.SelectMany(companion => companion.Properties(move)),
            .. move.Along.Select(column => column.Property),
        ];
        var elsewhere = move.Tables.Count == 0
            ? move.Plan.Sequence
            : Array.Find(written, property => !move.Tables.All(table => table.Has(property)));
        if (elsewhere is not null)
        {
            throw new NotSupportedException(
                $"{move.Name}.{move.Plan.Status.Name} and {elsewhere.DeclaringType.ShortName()}.{elsewhere.Name} are not columns of one "
                + "table that all these rows have. Narrow the query to rows of one type, or load the entities and move each.");
        }
    }

    public static void Actor(SetBasedRequest move)
    {
        if (move.Plan.Mode != EnforcementMode.Off
            && move.Actor.Kind == ActorKind.Unknown
            && ContextState.Of(move.Context).Registered.ActorRequired)
        {
            throw SetBasedViolations.Exception(MissingActor.CreateViolation(move.Name));
        }
    }

    /// <summary>Edges that want a reason, and choices that only a person can make.</summary>
    public static void Edges(SetBasedRequest move)
    {
        var table = move.Plan.Table;
        if (string.IsNullOrWhiteSpace(move.Reason)
            && table.States.Where(from => move.Edges(from).Any(edge => edge.RequiresReason)).ToList() is { Count: > 0 } silent)
        {
            throw SetBasedViolations.Exception(SetBasedViolations.ReasonRequired(move, [.. silent.Select(StateText.Of)]));
        }

        foreach (var from in table.States)
        {
            var edges = move.Edges(from);
            var ignored = move.MayIgnore(from) ? move.IgnoreGuards(from) : null;
            var open = edges.Select(edge => edge.Guard).Concat(ignored ?? []).Where(guard => guard is { IsOpen: true }).ToList();
            var states = edges.Select(edge => StateText.Of(edge.To)).Distinct().ToList();
            if (open.Count > 0 && states.Count + (ignored is null ? 0 : 1) > 1)
            {
                throw SetBasedViolations.Exception(SetBasedViolations.Undecided(
                    move, from, states, [.. open.Select(guard => guard!.Code).Distinct()]));
            }
        }
    }

    /// <summary>Other blocks of the type, which would not be asked.</summary>
    public static void OtherBlocks(SetBasedRequest move, IQueryable query)
    {
        IProperty[] written =
        [
            move.Plan.Status,
            move.Plan.Sequence,
            .. move.Columns.Select(column => column.Property),
        ];
        var plans = ModelPlan.Of(move.Context.Model);
        var missed = move.EntityType.GetDerivedTypesInclusive()
            .SelectMany(type => plans.Find(type)?.Blocks ?? [])
            .Where(block => block != move.Plan && block.GuardsSetBased)
            .SelectMany(block => block.Missed(written), (block, what) => (Block: block, What: what))
            .Distinct()
            .ToList();
        if (missed.Count == 0)
        {
            return;
        }

        var blocks = missed.Select(item => item.Block.Block).Distinct().ToList();
        var logger = ContextState.Of(move.Context).Logger;
        if (SetBasedTargets.IsBypassed(query.Expression))
        {
            Log.BulkBypassed(logger, move.Method, move.Name, string.Join(", ", blocks));
            return;
        }

        var violation = SetBasedViolations.GoesPast(move, blocks, [.. missed.Select(item => item.What).Distinct()]);
        if (missed.Any(item => item.Block.SetBasedMode == EnforcementMode.Enforce))
        {
            throw SetBasedViolations.Exception(violation);
        }

        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Observe);
        Log.ViolationObserved(logger, violation.Code, violation.Message);
    }

    /// <summary>The query as SQL; where that is not possible, says which condition is to blame.</summary>
    public static SetBasedSelection Sql(SetBasedRequest move, IQueryable query)
    {
        foreach (var companion in move.Companions)
        {
            companion.EnsureSupported(move);
        }

        try
        {
            return SetBasedSelection.Of(move, query);
        }
        catch (InvalidOperationException)
        {
            var cases = move.Cases;
            var codes = cases.Conditions.Where(condition => !IsTranslatable(query, cases.Predicate(condition.Predicate)))
                .Select(condition => condition.Code)
                .Distinct()
                .ToList();
            if (codes.Count == 0 || codes.Count == cases.Conditions.Count() && !IsTranslatable(query))
            {
                // The query itself has no SQL, and EF Core says why.
                throw;
            }

            throw SetBasedViolations.Exception(SetBasedViolations.NotTranslatable(move, codes));
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

using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// Contributes the invariants of a state: rows that do not meet them are not permitted. An invariant that reads columns that the
/// transition sets is evaluated after the update.
/// </summary>
internal sealed class SetBasedInvariantContributor : SetBasedContributor
{
    public override IEnumerable<SetBasedCondition> Conditions(SetBasedRequest request, ITransition edge)
    {
        var written = Written(request);
        return request.Plan.Table.InvariantsOf(edge.To)
            .Where(invariant => !Reads(invariant.Expression, written))
            .Select(invariant => new SetBasedCondition(invariant.Expression, invariant.Code));
    }

    public override async ValueTask AfterAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken)
    {
        var written = Written(request);
        foreach (var invariant in request.Plan.Table.Invariants.Where(invariant => Reads(invariant.Expression, written)))
        {
            var entering = request.Cases.Edges.Where(item => Equals(item.Edge.To, invariant.State)).ToList();
            if (entering.Count > 0)
            {
                var met = UnmetPrerequisiteRows.Meeting(request, invariant.Expression);
                var unmet = await UnmetPrerequisiteRows
                    .CountAsync(request, met, entering, async, cancellationToken)
                    .ConfigureAwait(false);
                if (unmet > 0)
                {
                    throw SetBasedViolations.Exception(SetBasedViolations.Broken(request, invariant, unmet));
                }
            }
        }
    }

    private static HashSet<string> Written(SetBasedRequest request)
        => [.. request.Columns.Select(column => column.Property.Name)];

    private static bool Reads(LambdaExpression condition, HashSet<string> members)
    {
        var search = new MemberSearch(members);
        search.Visit(condition.Body);
        return search.Found;
    }

    private sealed class MemberSearch(HashSet<string> members) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            Found |= members.Contains(node.Member.Name);
            return base.VisitMember(node);
        }
    }
}

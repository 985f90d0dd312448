using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// What holds for every row in a state: rows for which it does not are not permitted. What reads columns that move along is
/// only known when they have moved.
/// </summary>
internal sealed class SetBasedInvariantContributor : SetBasedContributor
{
    public override IEnumerable<SetBasedCondition> Conditions(SetBasedRequest move, ITransition edge)
    {
        var written = Written(move);
        return move.Plan.Table.InvariantsOf(edge.To)
            .Where(invariant => !Reads(invariant.Expression, written))
            .Select(invariant => new SetBasedCondition(invariant.Expression, invariant.Code));
    }

    public override async ValueTask AfterAsync(SetBasedRequest move, bool async, CancellationToken cancellationToken)
    {
        var written = Written(move);
        foreach (var invariant in move.Plan.Table.Invariants.Where(invariant => Reads(invariant.Expression, written)))
        {
            var entering = move.Cases.Edges.Where(item => Equals(item.Edge.To, invariant.State)).ToList();
            if (entering.Count > 0)
            {
                var unmet = await UnmetPrerequisiteRows.CountAsync(
                    move, UnmetPrerequisiteRows.Meeting(move, invariant.Expression), entering, async, cancellationToken).ConfigureAwait(false);
                if (unmet > 0)
                {
                    throw SetBasedViolations.Exception(SetBasedViolations.Broken(move, invariant, unmet));
                }
            }
        }
    }

    private static HashSet<string> Written(SetBasedRequest move)
        => [.. move.Columns.Select(column => column.Property.Name)];

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

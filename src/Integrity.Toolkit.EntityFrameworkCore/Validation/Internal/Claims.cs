using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether values of one target are taken.</summary>
internal sealed class Claims(SaveSession session, QuestionTarget target)
{
    private readonly SavedRows _saved = new(session, target);

    public async ValueTask DenyAsync(
        List<Claim> claims,
        HashSet<RuleQuestion> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        // The first to claim a value in this save has it, and those after do not.
        var firsts = new Dictionary<Values, Claim>();
        foreach (var claim in claims)
        {
            if (claim.IsMade
                && _saved.IsThere(claim.Entry) != false
                && !firsts.TryAdd(claim.Values, claim)
                && firsts[claim.Values].Entry.Entity != claim.Entry.Entity)
            {
                denied.Add(claim.Question);
            }
        }

        if (firsts.Count == 0)
        {
            return;
        }

        foreach (var row in await RowQuery.ReadAsync(session.Context, target, firsts.Keys, async, cancellationToken)
            .ConfigureAwait(false))
        {
            var claim = firsts[row.Wanted];
            if (!IsOwn(claim, row.Key) && !_saved.IsLeaving(row))
            {
                denied.Add(claim.Question);
            }
        }
    }

    private bool IsOwn(Claim claim, object?[] key)
        => claim.Entry.State != EntityState.Added
            && new Values(target.Key, key).Equals(Values.Of(claim.Entry, target.Key));
}

using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The checks of a save whether values of one target are unique.</summary>
internal sealed class UniqueValueCheck(SaveContext save, LookupTarget target)
{
    private readonly PendingRows _saved = new(save, target);

    public async ValueTask DenyAsync(
        List<UniqueCandidate> claims,
        HashSet<DatabaseRuleCheck> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        // The first entity in this save with a value keeps it; the others violate the rule.
        var firsts = new Dictionary<RowValues, UniqueCandidate>();
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

        foreach (var row in await LookupQuery.ReadAsync(save.Context, target, firsts.Keys, async, cancellationToken)
            .ConfigureAwait(false))
        {
            var claim = firsts[row.Wanted];
            if (!IsOwn(claim, row.Key) && !_saved.IsLeaving(row))
            {
                denied.Add(claim.Question);
            }
        }
    }

    private bool IsOwn(UniqueCandidate claim, object?[] key)
        => claim.Entry.State != EntityState.Added
            && new RowValues(target.Key, key).Equals(RowValues.Of(claim.Entry, target.Key));
}

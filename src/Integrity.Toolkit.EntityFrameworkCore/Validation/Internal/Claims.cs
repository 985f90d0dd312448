using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether values of one target are taken.</summary>
internal sealed class Claims(SaveSession session, QuestionTarget target)
{
    private readonly Holders _holders = new(session, target);

    private IReadOnlyList<IProperty> Key => _holders.Key;

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
            if (!firsts.TryAdd(claim.Values, claim) && firsts[claim.Values].Entry.Entity != claim.Entry.Entity)
            {
                denied.Add(claim.Question);
            }
        }

        var rows = await RowQuery.ReadAsync(
            session.Context, target, [.. Key, .. target.Properties], [.. firsts.Keys], async, cancellationToken)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            var (key, values) = (row[..Key.Count], new Values(target.Properties, row[Key.Count..]));
            if (firsts.TryGetValue(values, out var claim) && !IsOwn(claim, key) && !_holders.IsGivenUp(key, values))
            {
                denied.Add(claim.Question);
            }
        }
    }

    private bool IsOwn(Claim claim, object?[] key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!Key[i].GetKeyValueComparer().Equals(key[i], ChangedEntries.Current(claim.Entry, Key[i])))
            {
                return false;
            }
        }

        return claim.Entry.State != EntityState.Added;
    }
}

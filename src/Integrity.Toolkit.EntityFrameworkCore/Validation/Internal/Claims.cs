using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether values of one target are taken.</summary>
internal sealed class Claims(SaveSession session, QuestionTarget target)
{
    private readonly IReadOnlyList<IProperty> _key = target.EntityType.FindPrimaryKey()!.Properties;

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
            session.Context, target, [.. _key, .. target.Properties], [.. firsts.Keys], async, cancellationToken)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            var (key, values) = (row[.._key.Count], new Values(target.Properties, row[_key.Count..]));
            if (firsts.TryGetValue(values, out var claim) && !IsOwn(claim, key) && !IsGivenUp(key, values))
            {
                denied.Add(claim.Question);
            }
        }
    }

    private bool IsOwn(Claim claim, object?[] key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!_key[i].GetKeyValueComparer().Equals(key[i], ChangedEntries.Current(claim.Entry, _key[i])))
            {
                return false;
            }
        }

        return claim.Entry.State != EntityState.Added;
    }

    /// <summary>Whether the row that has the values leaves them in this save.</summary>
    private bool IsGivenUp(object?[] key, Values values)
        => ChangedEntries.Find(session.Context, target.EntityType.FindPrimaryKey()!, key) is { } holder
            && (holder.State == EntityState.Deleted
                || (!target.IgnoresFilters && IsMarked(holder))
                || (holder.State == EntityState.Modified && !values.Equals(Present(holder))));

    private bool IsMarked(EntityEntry holder)
        => session.Entries.Exists(
            planned => planned.Entry.Entity == holder.Entity && planned.Operation == EntityOperation.SoftDelete);

    private Values Present(EntityEntry holder)
        => new(target.Properties, [.. target.Properties.Select(property => ChangedEntries.Current(holder, property))]);
}

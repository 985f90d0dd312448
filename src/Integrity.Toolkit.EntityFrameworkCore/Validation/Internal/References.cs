using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether rows of one target exist.</summary>
internal sealed class References(SaveSession session, QuestionTarget target)
{
    private readonly Holders _holders = new(session, target);

    public async ValueTask DenyAsync(
        List<Reference> references,
        HashSet<RuleQuestion> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        var taken = target.IsPrimaryKey ? [] : _holders.Taken();
        var open = new List<Reference>();
        foreach (var reference in references)
        {
            switch (taken.Contains(reference.Values) ? true : Tracked(reference))
            {
                case null:
                    open.Add(reference);
                    break;
                case false:
                    denied.Add(reference.Question);
                    break;
            }
        }

        foreach (var spelled in Spellings(open))
        {
            var found = await FindAsync([.. spelled.Select(same => same.Key)], async, cancellationToken).ConfigureAwait(false);
            denied.UnionWith(spelled.Where(same => !found.Contains(same.Key)).SelectMany(same => same).Select(same => same.Question));
        }
    }

    /// <summary>
    /// The references by their values, apart where they differ in case only: together nobody could tell which of them a row
    /// was found by.
    /// </summary>
    private static IEnumerable<List<IGrouping<Values, Reference>>> Spellings(List<Reference> open)
        => open.GroupBy(reference => reference.Values)
            .SelectMany(alike => alike.GroupBy(reference => reference.Values, Values.Exact).Select((same, i) => (same, i)))
            .GroupBy(spelling => spelling.i, spelling => spelling.same)
            .Select(spellings => spellings.ToList());

    private async ValueTask<HashSet<Values>> FindAsync(List<Values> wanted, bool async, CancellationToken cancellationToken)
    {
        var key = target.IsPrimaryKey ? [] : _holders.Key;
        var rows = await RowQuery.ReadAsync(
            session.Context, target, [.. key, .. target.Properties], wanted, async, cancellationToken).ConfigureAwait(false);
        return [.. rows
            .Select(row => (Key: row[..key.Count], Values: new Values(target.Properties, row[key.Count..])))
            .Where(row => target.IsPrimaryKey || !_holders.IsGivenUp(row.Key, row.Values))
            .Select(row => row.Values)];
    }

    /// <summary>What the tracked entities say: null when only the database knows.</summary>
    private bool? Tracked(Reference reference)
    {
        if (!target.IsPrimaryKey
            || _holders.Find(reference.Values.All) is not { } entry
            || !target.EntityType.IsAssignableFrom(entry.Metadata))
        {
            return null;
        }

        return _holders.OperationOf(entry.Entity) switch
        {
            EntityOperation.SoftDelete => target.IgnoresFilters,
            EntityOperation.Restore => true,
            _ => entry.State switch
            {
                EntityState.Added => true,
                EntityState.Deleted => false,
                // A filter may hide it by now, or from the start: it can have been loaded without.
                _ => target.IgnoresFilters || !IsFiltered() ? true : null,
            },
        };
    }

    /// <summary>EF Core takes filters from the root of a hierarchy only.</summary>
    private bool IsFiltered() => target.EntityType.GetRootType().GetDeclaredQueryFilters().Count > 0;
}

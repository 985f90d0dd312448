using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether rows of one target exist.</summary>
internal sealed class References(SaveSession session, QuestionTarget target)
{
    public async ValueTask DenyAsync(
        List<Reference> references,
        HashSet<RuleQuestion> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        var open = new List<Reference>();
        foreach (var reference in references)
        {
            switch (Tracked(reference))
            {
                case null:
                    open.Add(reference);
                    break;
                case false:
                    denied.Add(reference.Question);
                    break;
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        var wanted = open.Select(reference => reference.Values).Distinct().ToList();
        var rows = await RowQuery.ReadAsync(session.Context, target, target.Properties, wanted, async, cancellationToken)
            .ConfigureAwait(false);
        var found = rows.Select(row => new Values(target.Properties, row)).ToHashSet();
        denied.UnionWith(open.Where(reference => !found.Contains(reference.Values)).Select(reference => reference.Question));
    }

    /// <summary>What the tracked entities say: null when only the database knows.</summary>
    private bool? Tracked(Reference reference)
    {
        if (!target.IsPrimaryKey
            || ChangedEntries.Find(session.Context, target.EntityType.FindPrimaryKey()!, reference.Values.All) is not { } entry)
        {
            return null;
        }

        return session.Entries.Find(planned => planned.Entry.Entity == entry.Entity)?.Operation switch
        {
            EntityOperation.SoftDelete => target.IgnoresFilters,
            EntityOperation.Restore => true,
            _ => entry.State switch
            {
                EntityState.Added => true,
                EntityState.Deleted => false,
                // A filter may hide it by now, or from the start: it can have been loaded without.
                _ => target.IgnoresFilters || target.EntityType.GetDeclaredQueryFilters().Count == 0 ? true : null,
            },
        };
    }
}

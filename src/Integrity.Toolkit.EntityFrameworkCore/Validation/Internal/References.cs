using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Validation;

/// <summary>All questions of a save whether rows of one target exist.</summary>
internal sealed class References(SaveSession session, QuestionTarget target)
{
    private readonly SavedRows _saved = new(session, target);

    public async ValueTask DenyAsync(
        List<Reference> references,
        HashSet<RuleQuestion> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        var open = new List<Reference>();
        foreach (var reference in references)
        {
            switch (Tracked(reference.Values))
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

        var wanted = open.Select(reference => reference.Values).Distinct();
        var rows = await RowQuery.ReadAsync(session.Context, target, wanted, async, cancellationToken).ConfigureAwait(false);
        var found = rows.Where(row => !_saved.IsLeaving(row)).Select(row => row.Wanted).ToHashSet();
        denied.UnionWith(open.Where(reference => !found.Contains(reference.Values)).Select(reference => reference.Question));
    }

    /// <summary>What the tracked entities say: null when only the database knows.</summary>
    private bool? Tracked(Values values)
    {
        if (!target.IsPrimaryKey)
        {
            return _saved.IsArriving(values) ? true : null;
        }

        return _saved.Find(values.All) switch
        {
            null => null,
            { } entry when target.EntityType.IsAssignableFrom(entry.Metadata) => _saved.IsThere(entry),
            _ => false,
        };
    }
}

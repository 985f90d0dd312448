using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The checks of a save whether rows of one target exist.</summary>
internal sealed class ReferenceCheck(SaveContext save, LookupTarget target)
{
    private readonly PendingRows _saved = new(save, target);

    public async ValueTask DenyAsync(
        List<ReferenceCandidate> references,
        HashSet<DatabaseRuleCheck> denied,
        bool async,
        CancellationToken cancellationToken)
    {
        var open = new List<ReferenceCandidate>();
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
        var rows = await LookupQuery.ReadAsync(save.Context, target, wanted, async, cancellationToken).ConfigureAwait(false);
        var found = rows.Where(row => !_saved.IsLeaving(row)).Select(row => row.Wanted).ToHashSet();
        denied.UnionWith(open.Where(reference => !found.Contains(reference.Values)).Select(reference => reference.Question));
    }

    /// <summary>Returns the result from the tracked entities; null if only the database can determine it.</summary>
    private bool? Tracked(RowValues values)
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

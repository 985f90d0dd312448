using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using KeyComparer = Integrity.Toolkit.Storage.KeyComparer;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A condition that the database must meet when a state is entered.</summary>
internal abstract class Prerequisite(string code, object to, string reason)
{
    private volatile bool _isTranslated;

    public string Code => code;

    /// <summary>Gets the state that requires the condition.</summary>
    public object To => to;

    /// <summary>Gets what is required, in words.</summary>
    public string Reason => reason;

    /// <summary>Gets the states that the prerequisite applies from; empty for any state, and for an initial state.</summary>
    public IReadOnlyList<object> From { get; init; } = [];

    /// <summary>Gets the triggers that the prerequisite applies to; empty for any.</summary>
    public IReadOnlyList<object> Triggers { get; init; } = [];

    /// <summary>
    /// Returns whether a status change requires the condition. A status that was assigned has no edge and counts as every trigger
    /// that leads to the state, so that an assignment cannot avoid a prerequisite.
    /// </summary>
    public bool Concerns(ITransitionTable table, object? from, object entered, ITransition? edge)
    {
        if (!Equals(entered, to) || (From.Count > 0 && (from is null || !From.Contains(from))))
        {
            return false;
        }

        return Triggers.Count == 0
            || (edge is not null
                ? edge.Trigger is { } trigger && Triggers.Contains(trigger)
                : from is not null
                    && table.Contains(from)
                    && table.Find(from, entered).Any(each => each.Trigger is { } any && Triggers.Contains(any)));
    }

    /// <summary>Returns the condition over an entity, for a query of one context.</summary>
    public abstract LambdaExpression Condition(DbContext context);

    /// <summary>Returns the keys of the rows that a query finds; only of those that meet the condition if requested.</summary>
    public abstract IQueryable<object?[]> Rows(
        DbContext context, IEntityType entityType, Func<ParameterExpression, Expression>? among, bool meeting);

    /// <summary>Queries which of some rows do not meet the condition.</summary>
    public async ValueTask<IReadOnlyList<Unmet>> FindUnmetAsync(
        DbContext context,
        IEntityType entityType,
        IReadOnlyList<IReadOnlyList<object?>> keys,
        bool async,
        CancellationToken cancellationToken)
    {
        // A key of several columns creates a condition for each row.
        var key = entityType.FindPrimaryKey()!.Properties;
        var (comparer, atOnce) = (new KeyComparer(key), key.Count == 1 ? 500 : 50);
        var unmet = new List<Unmet>();
        foreach (var some in keys.Chunk(atOnce))
        {
            var met = await FindAsync(some, meeting: true).ConfigureAwait(false);
            if (met.Count == some.Length)
            {
                continue;
            }

            var others = some.Where(one => !met.Contains(one)).ToList();
            var seen = await FindAsync(others, meeting: false).ConfigureAwait(false);
            unmet.AddRange(others.Select(one => new Unmet(one, IsHidden: !seen.Contains(one))));
        }

        return unmet;

        async ValueTask<HashSet<IReadOnlyList<object?>>> FindAsync(IReadOnlyList<IReadOnlyList<object?>> some, bool meeting)
        {
            var rows = Rows(context, entityType, row => row.HasAnyKey(key, some), meeting);
            return new(async ? await rows.ToListAsync(cancellationToken).ConfigureAwait(false) : rows.ToList(), comparer);
        }
    }

    /// <summary>Throws if EF Core cannot translate the condition, before anything is written.</summary>
    public void EnsureTranslatable(DbContext context, IEntityType entityType)
    {
        if (_isTranslated)
        {
            return;
        }

        try
        {
            Rows(context, entityType, among: null, meeting: true).ToQueryString();
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"The prerequisite '{code}' of {entityType.ShortName()} cannot be translated to SQL: {exception.Message} Use an "
                + "expression that EF Core can translate, or a guard (PermitIf) for a condition over the entity alone.",
                exception);
        }

        _isTranslated = true;
    }

    /// <summary>A row that does not meet the condition.</summary>
    /// <param name="Key">The key of the row.</param>
    /// <param name="IsHidden">Whether a query filter hides the row, so that the condition cannot be evaluated.</param>
    public readonly record struct Unmet(IReadOnlyList<object?> Key, bool IsHidden);
}

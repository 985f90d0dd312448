using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using KeyComparer = Integrity.Toolkit.Storage.KeyComparer;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What must be so in the database when a state is entered.</summary>
internal abstract class Prerequisite(string code, object to, string reason)
{
    private volatile bool _isTranslated;

    public string Code => code;

    /// <summary>The state it belongs to.</summary>
    public object To => to;

    /// <summary>What is required, in words.</summary>
    public string Reason => reason;

    /// <summary>The states it is limited to when they are left; empty for any, and for a first state.</summary>
    public IReadOnlyList<object> From { get; init; } = [];

    /// <summary>The triggers it is limited to; empty for any.</summary>
    public IReadOnlyList<object> Triggers { get; init; } = [];

    /// <summary>
    /// Whether a move needs it. A move without a known transition was assigned: it may have been meant by any trigger that
    /// leads there, and a prerequisite is not to be avoided by not saying which.
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

    /// <summary>The condition over an entity, for a query of one context.</summary>
    public abstract LambdaExpression Condition(DbContext context);

    /// <summary>The keys of those rows that are there for a query, and meet it where that is asked.</summary>
    public abstract IQueryable<object?[]> Rows(
        DbContext context, IEntityType entityType, Func<ParameterExpression, Expression>? among, bool meeting);

    /// <summary>Asks the database which of some rows do not meet it.</summary>
    public async ValueTask<IReadOnlyList<Unmet>> FindUnmetAsync(
        DbContext context,
        IEntityType entityType,
        IReadOnlyList<IReadOnlyList<object?>> keys,
        bool async,
        CancellationToken cancellationToken)
    {
        // A key of several columns makes a condition for each row.
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

    /// <summary>Throws where the database cannot be asked, before anything is written.</summary>
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
                $"The prerequisite '{code}' of {entityType.ShortName()} cannot be asked of the database: {exception.Message} Write "
                + "it with what EF Core can translate, or make it a guard of the table (PermitIf) if it is about the entity alone.",
                exception);
        }

        _isTranslated = true;
    }

    /// <param name="Key">The key of the row.</param>
    /// <param name="IsHidden">The row is not there for a query, because a filter hides it: nothing could be asked.</param>
    public readonly record struct Unmet(IReadOnlyList<object?> Key, bool IsHidden);
}

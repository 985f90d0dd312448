using System.Globalization;
using System.Linq.Expressions;
using Integrity.Toolkit;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Counts up and down with the next save.
/// </summary>
public static class CountersEntityEntryExtensions
{
    /// <summary>
    /// Adds to a counter with the next save, whatever its row holds by then, and within its bounds.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Does not save, and does not change the entity before the save. The save sends one statement for each row and counter,
    /// after those of the entities and in their transaction, always in the order of the keys. Out of bounds, it is refused as
    /// <see cref="IntegrityUpdateException"/>; where the row is gone, as <see cref="IntegrityConflictException"/>; nothing of the
    /// save is written then, and all of it waits for the next one, as changed entities do. The opposite takes a change back.
    /// </para>
    /// <para>
    /// After the save the entity holds what the row holds. The change is written once, also by a save that does not accept
    /// changes; only when the transaction of such a save is rolled back, the next one writes it again. A new entity is changed at once.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="entry">The entry of a tracked entity; to count without loading it, attach one that has its key.</param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="by">How much to add, 1 or more.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="counter"/> does not name a property of the entity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="by"/> is below 1, or adds up to more than a number can hold.
    /// </exception>
    /// <exception cref="InvalidOperationException">The property is no counter, or the entity is not tracked, or it is removed.</exception>
    /// <example>
    /// <code>
    /// db.Add(new Review(engineer));
    /// db.Entry(engineer).Increment(x => x.Workload);
    /// await db.SaveChangesAsync();
    /// </code>
    /// </example>
    public static EntityEntry<TEntity> Increment<TEntity>(
        this EntityEntry<TEntity> entry,
        Expression<Func<TEntity, long>> counter,
        long by = 1)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfLessThan(by, 1);

        Change(entry, Find(entry, counter.GetMemberName()), by);
        return entry;
    }

    /// <summary>
    /// Subtracts from a counter with the next save, whatever its row holds by then, and within its bounds.
    /// </summary>
    /// <inheritdoc cref="Increment{TEntity}(EntityEntry{TEntity}, Expression{Func{TEntity, long}}, long)"/>
    /// <param name="entry">The entry of a tracked entity; to count without loading it, attach one that has its key.</param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="by">How much to subtract, 1 or more.</param>
    public static EntityEntry<TEntity> Decrement<TEntity>(
        this EntityEntry<TEntity> entry,
        Expression<Func<TEntity, long>> counter,
        long by = 1)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfLessThan(by, 1);

        Change(entry, Find(entry, counter.GetMemberName()), -by);
        return entry;
    }

    private static Counter Find(EntityEntry entry, string property)
        => entry.Metadata.GetDeclaredCounter(entry.Metadata.ShortName(), property);

    private static void Change(EntityEntry entry, Counter counter, long by)
    {
        var state = ContextState.Of(entry.Context);
        try
        {
            switch (entry.State)
            {
                case EntityState.Detached or EntityState.Deleted:
                    throw new InvalidOperationException(
                        $"The {entry.Metadata.ShortName()} is {(entry.State == EntityState.Deleted ? "removed" : "not tracked")}, so "
                        + $"{counter.Property.Name} cannot be counted. {(entry.State == EntityState.Deleted ? "" : "Load or attach it first.")}".TrimEnd());
                case EntityState.Added:
                    ChangeNew(entry, counter, by);
                    break;
                default:
                    state.Memory<PendingCounterChanges>().Enqueue(state, entry, counter, by);
                    break;
            }
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(
                nameof(by), $"{entry.Metadata.ShortName()}.{counter.Property.Name} cannot hold the sum.");
        }
    }

    /// <summary>Nobody else counts for a row that is not there yet: its value is changed, and taken back with a hook's other work.</summary>
    private static void ChangeNew(EntityEntry entry, Counter counter, long by)
    {
        var property = entry.Property(counter.Property);
        var sum = counter.Typed(checked(Convert.ToInt64(property.CurrentValue, CultureInfo.InvariantCulture) + by));
        if (SaveTracker.Find(entry.Context)?.Calling is { } save)
        {
            save.Undo.Set(entry, counter.Property, sum);
        }
        else
        {
            property.CurrentValue = sum;
        }
    }
}

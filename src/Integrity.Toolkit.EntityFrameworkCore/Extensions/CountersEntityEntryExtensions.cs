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
/// Increments and decrements counters with the next save.
/// </summary>
public static class CountersEntityEntryExtensions
{
    /// <summary>
    /// Adds to a counter with the next save, based on the current value of its row, and within its bounds.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Does not save, and does not change the entity before the save. The save executes one statement per row and counter,
    /// after the statements of the entities, in the same transaction, and always in key order. A change that exceeds the
    /// bounds is rejected with an <see cref="IntegrityUpdateException"/>, and a missing row with an
    /// <see cref="IntegrityConflictException"/>. In both cases, nothing is saved, and the change stays pending for the next
    /// save, like any changed entity. To undo a pending change, apply the opposite change.
    /// </para>
    /// <para>
    /// After the save, the entity has the value of the row. The change is written once, also by a save that does not accept
    /// changes; it is written again only if the transaction of such a save is rolled back. For an added entity, the property
    /// changes immediately.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="entry">
    /// The entry of a tracked entity. To change a counter without loading the entity, attach one with its key.
    /// </param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="by">The amount to add, 1 or more.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="counter"/> does not name a property of the entity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="by"/> is below 1, or the sum overflows.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The property is not a counter, or the entity is not tracked or is marked as deleted.
    /// </exception>
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
    /// Subtracts from a counter with the next save, based on the current value of its row, and within its bounds.
    /// </summary>
    /// <inheritdoc cref="Increment{TEntity}(EntityEntry{TEntity}, Expression{Func{TEntity, long}}, long)"/>
    /// <param name="entry">
    /// The entry of a tracked entity. To change a counter without loading the entity, attach one with its key.
    /// </param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="by">The amount to subtract, 1 or more.</param>
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
                        + $"{counter.Property.Name} cannot be changed."
                        + (entry.State == EntityState.Deleted ? "" : " Load or attach it first."));
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
                nameof(by), $"The sum is out of range for {entry.Metadata.ShortName()}.{counter.Property.Name}.");
        }
    }

    /// <summary>
    /// Changes the value directly, because a row that does not exist yet has no other writers. Undone with a hook's other
    /// changes.
    /// </summary>
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

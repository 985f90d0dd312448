using Integrity.Toolkit;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Versioning.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that compare the version of a client.
/// </summary>
public static class VersioningEntityEntryExtensions
{
    /// <summary>
    /// Makes the next save fail unless the row still has the specified version, such as the version from a client.
    /// </summary>
    /// <remarks>
    /// Does not save and does not query. If the version differs from the loaded version, the next save fails even if nothing
    /// else has changed; otherwise, it is checked with the next change. Has no effect while versioning is off.
    /// </remarks>
    /// <param name="entry">The entry of a tracked, versioned entity.</param>
    /// <param name="version">The version that the client has read.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is less than 1 or too large.</exception>
    /// <exception cref="InvalidOperationException">The entity is not versioned, not tracked or new.</exception>
    /// <example>
    /// <code>
    /// db.Entry(ticket).ExpectVersion(request.Version);
    /// ticket.Title = request.Title;
    /// await db.SaveChangesAsync();   // IntegrityConflictException if another writer was first
    /// </code>
    /// </example>
    public static EntityEntry ExpectVersion(this EntityEntry entry, long version)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);

        var name = entry.Metadata.ShortName();
        var plan = ModelPlan.FindDeclared<VersionPlan>(entry.Metadata)
            ?? throw new InvalidOperationException(
                $"{name} is not versioned in this context. Call UseVersioning() for the context, and HasVersion() for {name}.");
        if (entry.State is EntityState.Detached or EntityState.Added)
        {
            throw new InvalidOperationException(
                $"The {name} is {(entry.State == EntityState.Added ? "new" : "not tracked")}, so it has no stored version to "
                + "compare. Load or attach it first.");
        }

        object typed = plan.Version.ClrType == typeof(int)
            ? version <= int.MaxValue ? (object)(int)version : throw new ArgumentOutOfRangeException(nameof(version))
            : version;
        var property = entry.Property(plan.Version);
        if (plan.Mode != EnforcementMode.Off && !Equals(property.OriginalValue, typed))
        {
            property.OriginalValue = typed;
            property.CurrentValue = typed;
            property.IsModified = true;
        }

        return entry;
    }
}

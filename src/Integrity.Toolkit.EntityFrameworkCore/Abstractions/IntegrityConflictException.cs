using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit;

/// <summary>
/// Thrown when another writer changed a row first. Nothing of the save was written; reload the entities and try again.
/// </summary>
/// <remarks>
/// A <see cref="DbUpdateConcurrencyException"/>, so that existing catch blocks keep working; what the database provider
/// reported is the inner exception.
/// </remarks>
public sealed class IntegrityConflictException : DbUpdateConcurrencyException, IIntegrityError
{
    internal IntegrityConflictException(
        IReadOnlyList<IntegrityConflict> conflicts,
        IReadOnlyList<IntegrityViolation> violations,
        Exception? inner,
        IReadOnlyList<IUpdateEntry> entries)
        : base(string.Join(Environment.NewLine, violations.Select(violation => violation.Message)), inner, entries)
    {
        Conflicts = conflicts;
        Violations = violations;
    }

    /// <summary>Gets the rows that were changed by another writer; at least one.</summary>
    public IReadOnlyList<IntegrityConflict> Conflicts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IntegrityViolation> Violations { get; }
}

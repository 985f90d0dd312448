using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit;

/// <summary>
/// The exception that is thrown when another writer changed a row first. Nothing was saved. Reload the entities and try again.
/// </summary>
/// <remarks>
/// Derived from <see cref="DbUpdateConcurrencyException"/>, so that existing catch blocks still apply. The exception of the
/// database provider is the inner exception.
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

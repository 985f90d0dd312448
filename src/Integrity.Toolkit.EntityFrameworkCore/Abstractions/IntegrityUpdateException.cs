using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit;

/// <summary>
/// The exception that is thrown when the database rejects a statement because of a constraint, a guard, a database trigger or
/// concurrent transactions. Nothing of the statement or the save was written.
/// </summary>
/// <remarks>
/// Derived from <see cref="DbUpdateException"/>, so that existing catch blocks still apply, also where EF Core would not wrap the
/// provider's exception, as for <c>ExecuteUpdate</c> or a commit. The inner exception is the provider's, which retrying execution
/// strategies inspect; there is none if a statement of the toolkit found no row that it may change. If several rows were sent
/// together, the violation has no key. Repeat the same save to determine the row.
/// </remarks>
public sealed class IntegrityUpdateException : DbUpdateException, IIntegrityError
{
    internal IntegrityUpdateException(
        DatabaseError database, IntegrityViolation violation, Exception? inner, IReadOnlyList<EntityEntry> entries)
        : this(database, [violation], inner, entries)
    {
    }

    internal IntegrityUpdateException(
        DatabaseError database, IReadOnlyList<IntegrityViolation> violations, Exception? inner, IReadOnlyList<EntityEntry> entries)
        : base(string.Join(Environment.NewLine, violations.Select(violation => violation.Message)), inner, entries)
    {
        Database = database;
        Violations = violations;
    }

    /// <summary>Gets the error that the database reported, in terms of the model.</summary>
    public DatabaseError Database { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IntegrityViolation> Violations { get; }
}

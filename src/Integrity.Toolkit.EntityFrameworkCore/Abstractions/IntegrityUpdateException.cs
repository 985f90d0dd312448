using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit;

/// <summary>
/// Thrown when the database refused: a constraint, a guard or a trigger of it, or other transactions in the way. Nothing of the
/// statement was written, and nothing of a save.
/// </summary>
/// <remarks>
/// A <see cref="DbUpdateException"/>, so that existing catch blocks keep working, also where EF Core would have let the
/// provider's exception pass, as from <c>ExecuteUpdate</c> or a commit. The inner exception is the provider's, which is what a
/// retrying execution strategy looks at; there is none where a statement of the toolkit found no row that it may change. Where
/// rows were sent together, the violation has no key: the same save, made again, tells which row it is.
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

    /// <summary>Gets what the database refused, in the words of the model.</summary>
    public DatabaseError Database { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IntegrityViolation> Violations { get; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit;

/// <summary>
/// Thrown when the database refused what a rule would have refused, had the data been there a moment earlier: another writer
/// took a unique value between the check and the save. Nothing of the save was written.
/// </summary>
/// <remarks>
/// A <see cref="DbUpdateException"/>, so that existing catch blocks keep working; the inner exception is the database
/// provider's. Where rows were sent together, the refusal has no key: the same save, made again, tells which row it is.
/// </remarks>
public sealed class IntegrityUpdateException : DbUpdateException, IIntegrityFailure
{
    internal IntegrityUpdateException(IReadOnlyList<Refusal> refusals, Exception? inner, IReadOnlyList<IUpdateEntry> entries)
        : base(string.Join(Environment.NewLine, refusals.Select(refusal => refusal.Message)), inner, entries)
        => Refusals = refusals;

    /// <inheritdoc/>
    public IReadOnlyList<Refusal> Refusals { get; }
}

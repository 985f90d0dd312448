using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit;

/// <summary>
/// A failed save.
/// </summary>
public sealed class SaveFailure
{
    internal SaveFailure(SaveFailureReason reason, Exception? exception)
    {
        Reason = reason;
        Exception = exception;
    }

    /// <summary>Gets the reason of the failure.</summary>
    public SaveFailureReason Reason { get; }

    /// <summary>
    /// Gets the exception that the caller of <c>SaveChanges</c> receives; <see langword="null"/> for an abandoned save, and for a
    /// canceled save for which EF Core reports no exception.
    /// </summary>
    public Exception? Exception { get; }

    internal static SaveFailure Abandoned { get; } = new(SaveFailureReason.Abandoned, null);

    internal static SaveFailure Canceled { get; } = new(SaveFailureReason.Canceled, null);

    /// <summary>Creates the failure of a save that EF Core had started to write.</summary>
    internal static SaveFailure OfWriting(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => new(SaveFailureReason.Conflict, exception),
        OperationCanceledException => new(SaveFailureReason.Canceled, exception),
        IntegrityException => new(SaveFailureReason.Violation, exception),
        _ => new(SaveFailureReason.Database, exception),
    };

    /// <summary>Creates the failure of a save that EF Core had not started to write.</summary>
    internal static SaveFailure OfPreparing(Exception exception) => exception switch
    {
        IntegrityException => new(SaveFailureReason.Violation, exception),
        OperationCanceledException => new(SaveFailureReason.Canceled, exception),
        _ => new(SaveFailureReason.Exception, exception),
    };
}

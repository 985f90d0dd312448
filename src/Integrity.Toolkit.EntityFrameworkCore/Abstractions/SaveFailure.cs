using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit;

/// <summary>
/// Describes a save that came to nothing.
/// </summary>
public sealed class SaveFailure
{
    internal SaveFailure(SaveFailureReason reason, Exception? exception)
    {
        Reason = reason;
        Exception = exception;
    }

    /// <summary>Gets why.</summary>
    public SaveFailureReason Reason { get; }

    /// <summary>Gets what the caller of <c>SaveChanges</c> gets; <see langword="null"/> for a cancelled save EF Core tells nothing about, and for an abandoned one.</summary>
    public Exception? Exception { get; }

    internal static SaveFailure Abandoned { get; } = new(SaveFailureReason.Abandoned, null);

    internal static SaveFailure Canceled { get; } = new(SaveFailureReason.Canceled, null);

    /// <summary>A failure after EF Core had begun to write.</summary>
    internal static SaveFailure OfWriting(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => new(SaveFailureReason.Conflict, exception),
        OperationCanceledException => new(SaveFailureReason.Canceled, exception),
        IntegrityException => new(SaveFailureReason.Violation, exception),
        _ => new(SaveFailureReason.Database, exception),
    };

    /// <summary>A failure before EF Core had begun to write.</summary>
    internal static SaveFailure OfPreparing(Exception exception) => exception switch
    {
        IntegrityException => new(SaveFailureReason.Violation, exception),
        OperationCanceledException => new(SaveFailureReason.Canceled, exception),
        _ => new(SaveFailureReason.Exception, exception),
    };
}

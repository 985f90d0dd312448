using System.Data.Common;

namespace Samples.Shared;

/// <summary>An expected failure, with one line for the user and an exit code.</summary>
internal sealed record Failure(int ExitCode, string Line)
{
    /// <summary>Returns the failure for an exception, or <see langword="null"/> if it is unexpected.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        CommandException => Because(Shared.ExitCode.Unusable, exception),
        IOException or UnauthorizedAccessException or DbException => Because(Shared.ExitCode.Failure, exception),
        OperationCanceledException => new Failure(Shared.ExitCode.Failure, "Canceled. Nothing was saved."),
        { InnerException: DbException database } => Because(Shared.ExitCode.Failure, database),
        _ => null,
    };

    private static Failure Because(int exitCode, Exception exception)
        => new(exitCode, exception.Message.ReplaceLineEndings(" "));
}

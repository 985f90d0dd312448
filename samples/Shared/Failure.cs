using System.Data.Common;

namespace Samples.Shared;

/// <summary>A failure that is no mistake of the program's: one line for its user, and an exit code.</summary>
internal sealed record Failure(int ExitCode, string Line)
{
    /// <summary>Explains an exception; <see langword="null"/> for one that nobody expects.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        CommandException => Because(Shared.ExitCode.Unusable, exception),
        IOException or UnauthorizedAccessException or DbException => Because(Shared.ExitCode.Failure, exception),
        OperationCanceledException => new Failure(Shared.ExitCode.Failure, "Stopped; nothing was kept."),
        { InnerException: DbException database } => Because(Shared.ExitCode.Failure, database),
        _ => null,
    };

    private static Failure Because(int exitCode, Exception exception)
        => new(exitCode, exception.Message.ReplaceLineEndings(" "));
}

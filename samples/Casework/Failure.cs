using System.Data.Common;

namespace Casework;

/// <summary>A failure that is no mistake of the program's: one line for its user, and an exit code.</summary>
internal sealed record Failure(int ExitCode, string Line)
{
    /// <summary>Explains an exception; <see langword="null"/> for one that nobody expects.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        CommandException => Because(Casework.ExitCode.Unusable, exception),
        IOException or UnauthorizedAccessException or DbException => Because(Casework.ExitCode.Failure, exception),
        OperationCanceledException => new Failure(Casework.ExitCode.Failure, "Stopped; nothing was kept."),
        { InnerException: DbException database } => Because(Casework.ExitCode.Failure, database),
        _ => null,
    };

    private static Failure Because(int exitCode, Exception exception)
        => new(exitCode, exception.Message.ReplaceLineEndings(" "));
}

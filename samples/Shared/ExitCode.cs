namespace Samples.Shared;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>An external failure, such as one of the database.</summary>
    public const int Failure = 1;

    /// <summary>Invalid input, such as an option or a file.</summary>
    public const int Unusable = 2;
}

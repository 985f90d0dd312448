namespace Samples.Shared;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something outside failed, such as the database.</summary>
    public const int Failure = 1;

    /// <summary>What was given cannot be used: an option, a file.</summary>
    public const int Unusable = 2;
}

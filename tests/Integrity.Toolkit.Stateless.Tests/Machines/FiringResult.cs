namespace Integrity.Toolkit.Tests.Machines;

/// <summary>The result of a trigger: rejected, ignored, or a transition, possibly to the same state.</summary>
public readonly record struct FiringResult(string What, int To)
{
    public static FiringResult Refused => new("refused", -1);

    public static FiringResult Stayed => new("stayed", -1);

    public static FiringResult Moved(int to) => new("moved", to);
}

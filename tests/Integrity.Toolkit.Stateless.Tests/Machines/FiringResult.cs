namespace Integrity.Toolkit.Tests.Machines;

/// <summary>What a trigger did in a state: refused, stayed as it was, or moved, perhaps to where it was.</summary>
public readonly record struct FiringResult(string What, int To)
{
    public static FiringResult Refused => new("refused", -1);

    public static FiringResult Stayed => new("stayed", -1);

    public static FiringResult Moved(int to) => new("moved", to);
}

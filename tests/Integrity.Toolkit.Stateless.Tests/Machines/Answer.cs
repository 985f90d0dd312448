namespace Integrity.Toolkit.Tests.Machines;

/// <summary>What a trigger did in a state: refused, stayed as it was, or moved, perhaps to where it was.</summary>
public readonly record struct Answer(string What, int To)
{
    public static Answer Refused => new("refused", -1);

    public static Answer Stayed => new("stayed", -1);

    public static Answer Moved(int to) => new("moved", to);
}

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A problem that prevents the conversion of a state machine to a transition table, and its remedy.
/// </summary>
public sealed class StateMachineDiagnostic
{
    internal StateMachineDiagnostic(string code, string place, string problem, string remedy)
    {
        Code = code;
        Place = place;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>Gets the stable code, lower case and dotted, such as <c>dynamic.missing</c>.</summary>
    public string Code { get; }

    /// <summary>Gets the state and trigger of the machine, or the file and line of the declaration.</summary>
    public string Place { get; }

    /// <summary>Gets the problem.</summary>
    public string Problem { get; }

    /// <summary>Gets the remedy.</summary>
    public string Remedy { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code} at {Place}: {Problem}; {Remedy}.";
}

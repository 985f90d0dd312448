namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says one thing that keeps a state machine from becoming a transition table, and what to do about it.
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

    /// <summary>Gets the state and trigger of the machine, or the file and line of a statement about it.</summary>
    public string Place { get; }

    /// <summary>Gets what is wrong or missing.</summary>
    public string Problem { get; }

    /// <summary>Gets what to write, and where.</summary>
    public string Remedy { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code} at {Place}: {Problem}; {Remedy}.";
}

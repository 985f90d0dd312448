namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says one thing that keeps a state machine from becoming a transition table, and what to do about it.
/// </summary>
/// <param name="Code">The stable code, lower case and dotted, such as <c>dynamic.missing</c>.</param>
/// <param name="Place">The state and trigger of the machine, or the file and line of a statement about it.</param>
/// <param name="Problem">What is wrong or missing.</param>
/// <param name="Remedy">What to write, and where.</param>
public sealed record StateMachineDiagnostic(string Code, string Place, string Problem, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code} at {Place}: {Problem}; {Remedy}.";
}

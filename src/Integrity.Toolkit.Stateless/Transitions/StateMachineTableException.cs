namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The exception that is thrown when a state machine cannot be converted to a transition table. Lists every problem.
/// </summary>
public sealed class StateMachineTableException : Exception
{
    /// <summary>
    /// Creates the exception from all problems of a machine.
    /// </summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="diagnostics">The problems; at least one.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="diagnostics"/> is empty.</exception>
    public StateMachineTableException(string table, IReadOnlyList<StateMachineDiagnostic> diagnostics)
        : base(Render(table, diagnostics))
    {
        Table = table;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the name of the table.</summary>
    public string Table { get; }

    /// <summary>Gets the problems; at least one.</summary>
    public IReadOnlyList<StateMachineDiagnostic> Diagnostics { get; }

    private static string Render(string table, IReadOnlyList<StateMachineDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(diagnostics);

        return diagnostics.Count switch
        {
            0 => throw new ArgumentException("Specify at least one problem.", nameof(diagnostics)),
            1 => $"The state machine cannot be converted to transition table '{table}': {diagnostics[0]}",
            _ => $"The state machine cannot be converted to transition table '{table}': {diagnostics.Count} problems."
                + string.Concat(diagnostics.Select(diagnostic => $"{Environment.NewLine}- {diagnostic}")),
        };
    }
}

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The exception that is thrown when the declarations of a transition table contradict each other. Lists every problem.
/// </summary>
/// <remarks>
/// A table in a static field is built on first use. The runtime then wraps this exception in a
/// <see cref="TypeInitializationException"/>.
/// </remarks>
public sealed class TransitionTableException : Exception
{
    /// <summary>
    /// Creates the exception from all problems of a table.
    /// </summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="problems">The problems and their remedies, one sentence each; at least one.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public TransitionTableException(string table, IReadOnlyList<string> problems)
        : base(Render(table, problems))
    {
        Table = table;
        Problems = problems;
    }

    /// <summary>Gets the name of the table.</summary>
    public string Table { get; }

    /// <summary>Gets the problems and their remedies; at least one.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Render(string table, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(problems);

        return problems.Count switch
        {
            0 => throw new ArgumentException("Specify at least one problem.", nameof(problems)),
            1 => $"Transition table '{table}' cannot be built: {problems[0]}",
            _ => $"Transition table '{table}' cannot be built: {problems.Count} problems."
                + string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}")),
        };
    }
}

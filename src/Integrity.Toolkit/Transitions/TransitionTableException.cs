namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Thrown when a transition table contradicts itself, with every problem found rather than the first.
/// </summary>
/// <remarks>
/// A table in a static field is built on first use: the runtime then wraps this exception in a
/// <see cref="TypeInitializationException"/>.
/// </remarks>
public sealed class TransitionTableException : Exception
{
    /// <summary>
    /// Creates the exception from everything that is wrong with one table.
    /// </summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="problems">What is wrong and what to do about it, one sentence each; at least one.</param>
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

    /// <summary>Gets what is wrong and what to do about it; at least one.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Render(string table, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(problems);

        return problems.Count switch
        {
            0 => throw new ArgumentException("A refused table has at least one problem.", nameof(problems)),
            1 => $"Transition table '{table}' cannot be built: {problems[0]}",
            _ => $"Transition table '{table}' cannot be built: {problems.Count} problems."
                + string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}")),
        };
    }
}

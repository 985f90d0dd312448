namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures a history that the database requires.
/// </summary>
public sealed class RequiredHistoryBuilder
{
    private readonly HistoryBuilder _history;

    internal RequiredHistoryBuilder(HistoryBuilder history) => _history = history;

    /// <inheritdoc cref="HistoryBuilder.AllowCascadeDelete" path="/summary|/remarks"/>
    public void AllowCascadeDelete() => _history.DeleteWithRow();
}

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// The defaults of hooks.
/// </summary>
public static class HooksDefaults
{
    /// <summary>
    /// The maximum number of rounds in which hooks add or change entities that have hooks, in one save, and of nested saves in
    /// hooks after a save.
    /// </summary>
    public const int MaxRounds = 16;
}

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// The defaults of hooks.
/// </summary>
public static class HooksDefaults
{
    /// <summary>
    /// How often hooks may add or change entities whose hooks add or change entities, and so on, in one save; and how many hooks
    /// after a save may be started by each other's saves.
    /// </summary>
    public const int MaxRounds = 16;
}

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Thrown when a hook that runs after a save has failed. The save itself was successful: do not repeat it.
/// </summary>
/// <remarks>
/// All other hooks of the save were called. In a transaction of the caller's the changes can still be rolled back. Hooks that
/// run after the commit, or after a failure, are logged instead of being thrown.
/// </remarks>
public sealed class HookException : Exception
{
    internal HookException(string hook, string entity, IReadOnlyList<Exception> faults)
        : base(
            $"{hook} failed after {entity} was saved{(faults.Count > 1 ? $", and {faults.Count - 1} more" : "")}. The save was "
            + "successful: do not repeat it.",
            faults[0])
    {
        Hook = hook;
        Entity = entity;
        InnerExceptions = faults;
    }

    /// <summary>Gets the hook that failed first, by class and method.</summary>
    public string Hook { get; }

    /// <summary>Gets the name of the entity type it was called for.</summary>
    public string Entity { get; }

    /// <summary>Gets what the hooks threw, in the order of the calls; at least one.</summary>
    public IReadOnlyList<Exception> InnerExceptions { get; }
}

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// The exception that is thrown when a hook after a save fails. The save itself has succeeded; do not repeat it.
/// </summary>
/// <remarks>
/// All other hooks of the save were called. In a transaction of the caller, the changes can still be rolled back. Exceptions of
/// hooks that run after the commit or after a failure are logged instead of thrown.
/// </remarks>
public sealed class HookException : Exception
{
    internal HookException(string hook, string entity, IReadOnlyList<Exception> faults)
        : base(
            $"{hook} failed after {entity} was saved{(faults.Count > 1 ? $", and {faults.Count - 1} more" : "")}. The save was "
            + "successful. Do not repeat it.",
            faults[0])
    {
        Hook = hook;
        Entity = entity;
        InnerExceptions = faults;
    }

    /// <summary>Gets the first hook that failed, by class and method.</summary>
    public string Hook { get; }

    /// <summary>Gets the name of the entity type that the hook was called for.</summary>
    public string Entity { get; }

    /// <summary>Gets the exceptions of the hooks, in the order of the calls; at least one.</summary>
    public IReadOnlyList<Exception> InnerExceptions { get; }
}

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The name of a guard in a machine: its description, the name of its method, or a placeholder.</summary>
internal readonly record struct GuardName(string Text, bool IsNamed, bool IsMethod = false)
{
    /// <summary>Gets the description from the configuration of the machine, if any.</summary>
    public string? Description => IsNamed && !IsMethod ? Text : null;
}

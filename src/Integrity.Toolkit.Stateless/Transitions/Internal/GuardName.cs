namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What a machine calls a condition: its description, the name of its method, or a stand-in where it has neither.</summary>
internal readonly record struct GuardName(string Text, bool IsNamed, bool IsMethod = false)
{
    /// <summary>Gets what the author of the machine wrote for readers.</summary>
    public string? Description => IsNamed && !IsMethod ? Text : null;
}

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>One hook in the plan of an entity type.</summary>
internal sealed class HookCall(HookDescriptor descriptor, HookMethod method)
{
    public HookDescriptor Descriptor => descriptor;

    public HookPoint Point => method.Point;

    public bool IsAsyncOnly => method.IsAsyncOnly;

    public IReadOnlyList<string> Members => method.Members;

    /// <summary>For messages.</summary>
    public string Name { get; } = $"{descriptor.Name}.{method.Point}{(method.IsAsyncOnly ? "Async" : "")}";

    /// <summary>Whether the hook is about what the change writes.</summary>
    public bool Concerns(HookChange change)
    {
        if (Members.Count == 0)
        {
            return true;
        }

        foreach (var member in Members)
        {
            if (change.IsModified(member))
            {
                return true;
            }
        }

        return false;
    }
}

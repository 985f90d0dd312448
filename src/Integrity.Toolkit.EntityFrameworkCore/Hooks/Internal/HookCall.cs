namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>A hook in the plan of an entity type.</summary>
internal sealed class HookCall(HookDescriptor descriptor, HookMethod method)
{
    public HookDescriptor Descriptor => descriptor;

    public HookPoint Point => method.Point;

    public bool IsAsyncOnly => method.IsAsyncOnly;

    public IReadOnlyList<string> Members => method.Members;

    /// <summary>The name for messages.</summary>
    public string Name { get; } = $"{descriptor.Name}.{method.Point}{(method.IsAsyncOnly ? "Async" : "")}";

    /// <summary>Whether the hook handles the members that the change writes.</summary>
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

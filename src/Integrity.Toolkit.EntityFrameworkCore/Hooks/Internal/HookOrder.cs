using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>
/// Orders the hooks of an entity type: by their attributes, then hooks of interfaces, of base types and of the type itself, then
/// by registration.
/// </summary>
internal static class HookOrder
{
    public static List<HookDescriptor> Of(IEntityType entityType, IReadOnlyList<HookDescriptor> registered)
    {
        var waiting = registered.OrderBy(hooks => Depth(entityType.ClrType, hooks.Target)).ToList();
        var ordered = new List<HookDescriptor>(waiting.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.Find(hooks => !waiting.Exists(other => other != hooks && MustPrecede(other, hooks)))
                ?? throw Cycle(entityType, waiting);
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static bool MustPrecede(HookDescriptor first, HookDescriptor second)
        => second.RunAfter.Any(type => type.IsAssignableFrom(first.Type))
            || first.RunBefore.Any(type => type.IsAssignableFrom(second.Type));

    private static int Depth(Type entity, Type target)
    {
        if (target.IsInterface)
        {
            return -1;
        }

        var depth = 0;
        for (var type = target; type != typeof(object); type = type.BaseType!)
        {
            depth++;
        }

        return target.IsAssignableFrom(entity) ? depth : int.MaxValue;
    }

    private static InvalidOperationException Cycle(IEntityType entityType, List<HookDescriptor> waiting)
    {
        // Each of these waits for another one, so following them leads back to an earlier one.
        var path = new List<HookDescriptor> { waiting[0] };
        int start;
        while (true)
        {
            var before = waiting.First(other => other != path[^1] && MustPrecede(other, path[^1]));
            start = path.IndexOf(before);
            path.Add(before);
            if (start >= 0)
            {
                break;
            }
        }

        var names = path[start..].Select(hooks => hooks.Name);
        return new InvalidOperationException(
            $"The hooks of {entityType.ShortName()} cannot be ordered: {string.Join(" runs after ", names)}. Remove one of "
            + "these [RunAfter] and [RunBefore] attributes.");
    }
}

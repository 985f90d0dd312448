using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Discovers hooks by reflection, once per class and assembly.</summary>
internal static class HookDiscovery
{
    private static readonly ConcurrentDictionary<Type, HookDescriptor> Descriptors = new();
    private static readonly ConcurrentDictionary<Assembly, ImmutableArray<Type>> Assemblies = new();

    public static HookDescriptor Of(Type hooks) => Descriptors.GetOrAdd(hooks, Describe);

    /// <summary>Returns the hooks classes of an assembly that can be instantiated, in the order of their names.</summary>
    public static ImmutableArray<Type> In(Assembly assembly) => Assemblies.GetOrAdd(assembly, static assembly =>
        [.. assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && type.IsAssignableTo(typeof(EntityHooks))
                && type.GetConstructors().Length > 0)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)]);

    public static string NameOf(Type hooks) => hooks.ShortDisplayName();

    public static void EnsureHooks(Type hooks)
    {
        if (hooks.IsAbstract || hooks.ContainsGenericParameters || hooks.GetConstructors().Length == 0)
        {
            throw new ArgumentException(
                $"{hooks.ShortDisplayName()} cannot be instantiated. A hooks class must not be abstract or an open generic "
                + "type, and must have a public constructor.");
        }
    }

    private static HookDescriptor Describe(Type hooks)
    {
        EnsureHooks(hooks);
        var root = Root(hooks);
        return new HookDescriptor
        {
            Name = hooks.ShortDisplayName(),
            Type = hooks,
            Target = root.GetGenericArguments()[0],
            Methods = HookPointExtensions.All.Select(point => Method(hooks, root, point)).OfType<HookMethod>()
                .ToFrozenDictionary(method => method.Point),
            RunAfter = [.. Named(hooks, typeof(RunAfterAttribute<>))],
            RunBefore = [.. Named(hooks, typeof(RunBeforeAttribute<>))],
        };
    }

    private static Type Root(Type hooks)
    {
        var type = hooks;
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(EntityHooks<>))
        {
            type = type.BaseType!;
        }

        return type;
    }

    private static HookMethod? Method(Type hooks, Type root, HookPoint point)
    {
        var (sync, async) = (Overridden(hooks, root, point.ToString()), Overridden(hooks, root, point + "Async"));
        if (sync is null && async is null)
        {
            return null;
        }

        return new HookMethod(point, IsAsyncOnly: sync is null, Restriction(hooks, point, sync, async));
    }

    private static List<string> Restriction(Type hooks, HookPoint point, MethodInfo? sync, MethodInfo? async)
    {
        var restrictions = new[] { sync, async }
            .OfType<MethodInfo>()
            .Select(method => method.GetCustomAttribute<WhenChangedAttribute>())
            .ToList();
        if (restrictions.Exists(restriction => restriction is { Members.Count: 0 }))
        {
            throw new InvalidOperationException(
                $"[WhenChanged] on {NameOf(hooks)}.{point} has no members. Specify the members, or remove it.");
        }

        var members = restrictions.Select(restriction => restriction?.Members.Distinct().Order().ToList() ?? []).ToList();
        if (members.Count == 2 && !members[0].SequenceEqual(members[1]))
        {
            throw new InvalidOperationException(
                $"{NameOf(hooks)}.{point} and {point}Async have different [WhenChanged] members, so the result would depend on "
                + "whether the save is asynchronous. Specify the same members on both.");
        }

        return members[0];
    }

    private static MethodInfo? Overridden(Type hooks, Type root, string name)
    {
        var declared = root.GetMethod(name);
        return declared is not null
            && hooks.GetMethod(name, [.. declared.GetParameters().Select(parameter => parameter.ParameterType)]) is { } method
            && method.GetBaseDefinition() == declared.GetBaseDefinition()
            && method.DeclaringType != root
                ? method
                : null;
    }

    private static IEnumerable<Type> Named(Type hooks, Type attribute)
        => hooks.GetCustomAttributes()
            .Select(present => present.GetType())
            .Where(present => present.IsGenericType && present.GetGenericTypeDefinition() == attribute)
            .Select(present => present.GetGenericArguments()[0]);
}

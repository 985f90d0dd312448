using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Errors;

/// <summary>Reads a property of a type that this package does not reference. The accessor is compiled once.</summary>
internal static class ProviderProperty
{
    private static readonly ConditionalWeakTable<Type, ConcurrentDictionary<string, Func<object, object?>>> Readers = [];

    public static string? Text(object instance, string name) => Value(instance, name) as string is { Length: > 0 } text ? text : null;

    public static int Number(object instance, string name) => Value(instance, name) as int? ?? 0;

    private static object? Value(object instance, string name)
        => Readers.GetOrCreateValue(instance.GetType()).GetOrAdd(name, Reader, instance.GetType())(instance);

    private static Func<object, object?> Reader(string name, Type type)
    {
        if (type.GetProperty(name) is not { } property)
        {
            return static _ => null;
        }

        var instance = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Property(Expression.Convert(instance, type), property), typeof(object)),
            instance).Compile();
    }
}

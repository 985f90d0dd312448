using System.Diagnostics.CodeAnalysis;

namespace Integrity.Toolkit.Validation.Internal;

internal static class KeyValues
{
    /// <summary>Reads the values of a key. A key with a null value references nothing and equals nothing.</summary>
    public static bool TryRead<T>(
        T entity, object? first, Func<T, object?>[] rest, [NotNullWhen(true)] out object?[]? values)
    {
        values = [first, .. rest.Select(read => read(entity))];
        if (values.Contains(null))
        {
            values = null;
        }

        return values is not null;
    }
}

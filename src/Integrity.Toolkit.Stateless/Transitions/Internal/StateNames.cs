using System.Globalization;

namespace Integrity.Toolkit.Transitions.Internal;

internal static class StateNames
{
    public static string Of<T>(T value)
        where T : notnull
        => value is IFormattable formattable
            ? formattable.ToString(null, CultureInfo.InvariantCulture)
            : value.ToString() ?? "";

    public static string List<T>(IEnumerable<T> values)
        where T : notnull
        => string.Join(", ", values.Select(Of));

    public static string Cell<TState, TTrigger>(TState state, TTrigger trigger)
        where TState : notnull
        where TTrigger : notnull
        => $"state '{Of(state)}', trigger '{Of(trigger)}'";
}

using System.Globalization;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The text of a state or trigger, the same in every culture.</summary>
internal static class ValueText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

using System.Globalization;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Returns the text of a state or trigger, which is the same in every culture.</summary>
internal static class ValueText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

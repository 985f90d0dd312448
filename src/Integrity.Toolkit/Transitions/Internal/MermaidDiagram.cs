using System.Globalization;
using System.Text;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Renders a table. States are numbered, so that their text cannot break the diagram.</summary>
internal static class MermaidDiagram
{
    private const string PlainPunctuation = " _-.,()/";

    public static string Draw<TState>(TableFacts<TState> facts, Func<TState, int> number, int current)
        where TState : notnull
    {
        var diagram = new StringBuilder("stateDiagram-v2\n");
        for (var i = 0; i < facts.States.Count; i++)
        {
            Line(diagram, $"state \"{Escape(ValueText.Of(facts.States[i]))}\" as s{i}");
        }

        foreach (var state in facts.InitialStates)
        {
            Line(diagram, $"[*] --> s{number(state)}");
        }

        foreach (var transition in facts.Transitions)
        {
            Line(diagram, $"s{number(transition.From)} --> s{number(transition.To)}{Label(transition)}");
        }

        foreach (var invariant in facts.Invariants)
        {
            Line(diagram, $"note right of s{number((TState)invariant.State)} : {Escape(invariant.Description ?? invariant.Code)}");
        }

        foreach (var state in facts.TerminalStates)
        {
            Line(diagram, $"s{number(state)} --> [*]");
        }

        if (current >= 0)
        {
            Line(diagram, "classDef current fill:#fde68a,stroke:#b45309,stroke-width:2px");
            Line(diagram, $"class s{current} current");
        }

        return diagram.ToString();
    }

    private static string Label<TState>(Transition<TState> transition)
        where TState : notnull
    {
        string?[] parts =
        [
            string.IsNullOrEmpty(transition.TriggerText) ? null : Escape(transition.TriggerText),
            transition.Guard is { } guard ? $"[{Escape(guard.Description ?? guard.Code)}]" : null,
            transition.RequiresReason ? "(reason)" : null,
        ];
        var label = string.Join(' ', parts.Where(part => part is not null));

        return label.Length == 0 ? "" : $" : {label}";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.IsControl(rune) ? escaped.Append(' ')
                : Rune.IsLetterOrDigit(rune) || (rune.IsBmp && PlainPunctuation.Contains((char)rune.Value))
                    ? escaped.Append(rune.ToString())
                    : escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }

    private static void Line(StringBuilder diagram, string text) => diagram.Append("    ").Append(text).Append('\n');
}

using System.Security.Cryptography;
using System.Text;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Computes the fingerprint of what a table permits, regardless of its name and the order of its declarations.</summary>
internal static class TableHash
{
    private const int HashedBytes = 8;

    public static string Of<TState>(TableFacts<TState> facts)
        where TState : notnull
    {
        var lines = facts.States.Select(state => Line("state", ValueText.Of(state)))
            .Concat(facts.InitialStates.Select(state => Line("initial", ValueText.Of(state))))
            .Concat(facts.TerminalStates.Select(state => Line("terminal", ValueText.Of(state))))
            .Concat(facts.Ignored.Select(x => x.Guard is null
                ? Line("ignore", ValueText.Of(x.From), ValueText.Of(x.Trigger))
                : Line("ignore", ValueText.Of(x.From), ValueText.Of(x.Trigger), x.Guard.Code)))
            .Concat(facts.Transitions.Select(x => Line(
                "transition",
                ValueText.Of(x.From),
                ValueText.Of(x.To),
                x.TriggerText,
                x.Guard?.Code,
                x.RequiresReason ? "reason" : null)))
            .Concat(facts.Invariants.Select(x => Line(
                "invariant", ValueText.Of(x.State), x.Code, ExpressionText.Of(x.Expression))))
            .Order(StringComparer.Ordinal);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        return Convert.ToHexStringLower(hash.AsSpan(0, HashedBytes));
    }

    // Lengths distinguish a state named "A:1" from two fields.
    private static string Line(params string?[] fields)
        => string.Concat(fields.Select(field => field is null ? "-;" : $"{field.Length}:{field};"));
}

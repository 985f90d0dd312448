namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says whether a move is permitted now, and if not, why.
/// </summary>
public sealed class TransitionCheck
{
    internal static readonly TransitionCheck Passed = new([]);

    internal TransitionCheck(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Gets whether the move is permitted.</summary>
    public bool Allowed => Refusals.Count == 0;

    /// <summary>Gets why it is not; empty when it is.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }
}

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Collects what rule sets find, over any number of entities.
/// </summary>
public sealed class RuleOutcome
{
    /// <summary>Gets what was refused, warnings among it, in the order in which it was found.</summary>
    public IReadOnlyList<Refusal> Refusals => Refused ?? (IReadOnlyList<Refusal>)[];

    /// <summary>Gets what is left to ask the database.</summary>
    public IReadOnlyList<RuleQuestion> Questions => Asked ?? (IReadOnlyList<RuleQuestion>)[];

    internal List<Refusal>? Refused { get; set; }

    internal List<RuleQuestion>? Asked { get; set; }
}

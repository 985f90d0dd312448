namespace Integrity.Toolkit.Validation;

/// <summary>
/// Collects what rule sets find, over any number of entities.
/// </summary>
internal sealed class RuleOutcome
{
    /// <summary>Gets what was refused, warnings among it, in the order in which it was found.</summary>
    public IReadOnlyList<IntegrityViolation> Violations => Found ?? (IReadOnlyList<IntegrityViolation>)[];

    /// <summary>Gets what is left to ask the database.</summary>
    public IReadOnlyList<DatabaseRuleCheck> DatabaseChecks => Asked ?? (IReadOnlyList<DatabaseRuleCheck>)[];

    internal List<IntegrityViolation>? Found { get; set; }

    internal List<DatabaseRuleCheck>? Asked { get; set; }
}

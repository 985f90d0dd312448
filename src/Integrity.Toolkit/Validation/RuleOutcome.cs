namespace Integrity.Toolkit.Validation;

/// <summary>
/// Collects what rule sets find, over any number of entities.
/// </summary>
public sealed class RuleOutcome
{
    /// <summary>Gets what was refused, warnings among it, in the order in which it was found.</summary>
    public IReadOnlyList<IntegrityViolation> Violations => HasViolations ?? (IReadOnlyList<IntegrityViolation>)[];

    /// <summary>Gets what is left to ask the database.</summary>
    public IReadOnlyList<DatabaseRuleCheck> DatabaseChecks => Asked ?? (IReadOnlyList<DatabaseRuleCheck>)[];

    internal List<IntegrityViolation>? HasViolations { get; set; }

    internal List<DatabaseRuleCheck>? Asked { get; set; }
}

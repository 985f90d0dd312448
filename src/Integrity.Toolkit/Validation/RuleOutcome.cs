namespace Integrity.Toolkit.Validation;

/// <summary>
/// Collects the results of rule sets over any number of entities.
/// </summary>
internal sealed class RuleOutcome
{
    /// <summary>Gets the violations, including warnings, in the order in which they were found.</summary>
    public IReadOnlyList<IntegrityViolation> Violations => Found ?? (IReadOnlyList<IntegrityViolation>)[];

    /// <summary>Gets the rules that must be checked in the database.</summary>
    public IReadOnlyList<DatabaseRuleCheck> DatabaseChecks => Asked ?? (IReadOnlyList<DatabaseRuleCheck>)[];

    internal List<IntegrityViolation>? Found { get; set; }

    internal List<DatabaseRuleCheck>? Asked { get; set; }
}

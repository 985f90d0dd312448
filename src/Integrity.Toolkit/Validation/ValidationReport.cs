using System.Text.Json;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// The violations that rules found: errors, and warnings, which do not reject a change.
/// </summary>
public sealed class ValidationReport
{
    /// <summary>
    /// Creates a report.
    /// </summary>
    /// <param name="violations">The violations.</param>
    /// <exception cref="ArgumentNullException"><paramref name="violations"/> is <see langword="null"/>.</exception>
    public ValidationReport(IReadOnlyList<IntegrityViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);

        Violations = violations;
        IsValid = true;
        foreach (var violation in violations)
        {
            IsValid &= violation.Severity != ViolationSeverity.Error;
        }
    }

    /// <summary>Gets the report without violations.</summary>
    public static ValidationReport Valid { get; } = new([]);

    /// <summary>Gets whether there are no errors.</summary>
    public bool IsValid { get; }

    /// <summary>Gets all violations, in the order of the rules.</summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>Gets the violations that reject the change.</summary>
    public IEnumerable<IntegrityViolation> Errors => Violations.Where(violation => violation.Severity == ViolationSeverity.Error);

    /// <summary>Gets the violations that do not reject the change.</summary>
    public IEnumerable<IntegrityViolation> Warnings => Violations.Where(violation => violation.Severity == ViolationSeverity.Warning);

    /// <summary>Returns the violations of one member.</summary>
    /// <param name="path">The path, such as <c>Email</c> or <c>Lines[2].Quantity</c>.</param>
    /// <returns>The violations; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public IEnumerable<IntegrityViolation> For(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        return Violations.Where(violation => string.Equals(violation.Path, path, StringComparison.Ordinal));
    }

    /// <summary>Groups the messages of the errors by path, for the response of a web layer.</summary>
    /// <param name="policy">Converts the member names in the paths; <see langword="null"/> leaves them unchanged.</param>
    /// <returns>The messages by path. The empty string contains the messages about an entity as a whole.</returns>
    public IDictionary<string, string[]> ToDictionary(JsonNamingPolicy? policy = null) => Errors.ToDictionary(policy);

    /// <summary>Throws if there is an error.</summary>
    /// <exception cref="IntegrityException">There are errors; the exception contains all of them.</exception>
    public void ThrowIfInvalid()
    {
        if (!IsValid)
        {
            throw new IntegrityException([.. Errors]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => IsValid && Violations.Count == 0
        ? "valid"
        : string.Join(Environment.NewLine, Violations);
}

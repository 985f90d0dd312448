using System.Text.Json;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Tells everything that rules found: errors, and warnings that stop nothing.
/// </summary>
public sealed class ValidationReport
{
    /// <summary>
    /// Creates a report.
    /// </summary>
    /// <param name="violations">What was found.</param>
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

    /// <summary>Gets the report in which nothing was found.</summary>
    public static ValidationReport Valid { get; } = new([]);

    /// <summary>Gets whether there is no error.</summary>
    public bool IsValid { get; }

    /// <summary>Gets everything that was found, in the order of the rules.</summary>
    public IReadOnlyList<IntegrityViolation> Violations { get; }

    /// <summary>Gets what stops the change.</summary>
    public IEnumerable<IntegrityViolation> Errors => Violations.Where(violation => violation.Severity == ViolationSeverity.Error);

    /// <summary>Gets what somebody should know, although it stops nothing.</summary>
    public IEnumerable<IntegrityViolation> Warnings => Violations.Where(violation => violation.Severity == ViolationSeverity.Warning);

    /// <summary>Gets what was found about one member.</summary>
    /// <param name="path">The path, such as <c>Email</c> or <c>Lines[2].Quantity</c>.</param>
    /// <returns>The violations; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public IEnumerable<IntegrityViolation> For(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        return Violations.Where(violation => string.Equals(violation.Path, path, StringComparison.Ordinal));
    }

    /// <summary>Groups the messages of the errors by path, as a web layer answers with them.</summary>
    /// <param name="policy">Renames the members of the paths; <see langword="null"/> leaves them as they are.</param>
    /// <returns>The messages by path; those about an entity as a whole under the empty text.</returns>
    public IDictionary<string, string[]> ToDictionary(JsonNamingPolicy? policy = null) => Errors.ToDictionary(policy);

    /// <summary>Throws if there is an error.</summary>
    /// <exception cref="IntegrityException">There is an error; the exception carries all of them.</exception>
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

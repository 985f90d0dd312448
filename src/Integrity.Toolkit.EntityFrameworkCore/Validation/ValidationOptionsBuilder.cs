using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Configures the defaults of validation for a context.
/// </summary>
public sealed class ValidationOptionsBuilder : EnforcementBuilder<ValidationOptionsBuilder>
{
    internal ValidationOptionsBuilder(ValidationOptions options) => Options = options;

    internal ValidationOptions Options { get; private set; }

    /// <summary>
    /// Also checks the limits in the model of every entity type: required text and objects, maximum lengths and precisions.
    /// </summary>
    /// <remarks>
    /// The database would reject violations later and one at a time, or truncate the values. Excluded are the length and
    /// precision of properties with a value converter, generated properties, and limits that a rule of the same kind covers.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder AddRulesFromModel() => With(Options with { RulesFromModel = true });

    /// <summary>
    /// Permits an unknown actor, such as a job without an actor, to change members that <c>ChangedOnlyBy</c> restricts to roles.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder AllowUnknownActor() => With(Options with { AllowsUnknownActor = true });

    private protected override ValidationOptionsBuilder WithMode(EnforcementMode mode)
        => With(Options with { Mode = mode });

    private ValidationOptionsBuilder With(ValidationOptions options)
    {
        Options = options;
        return this;
    }
}

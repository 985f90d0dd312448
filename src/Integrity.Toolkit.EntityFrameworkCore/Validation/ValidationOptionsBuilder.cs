using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Changes the defaults of validation for a context.
/// </summary>
public sealed class ValidationOptionsBuilder : EnforcementBuilder<ValidationOptionsBuilder>
{
    internal ValidationOptionsBuilder(ValidationOptions options) => Options = options;

    internal ValidationOptions Options { get; private set; }

    /// <summary>
    /// Also checks what the model itself says, of every entity type: required texts and objects, greatest lengths, precisions.
    /// </summary>
    /// <remarks>
    /// The database would refuse it later and one by one, or cut it off. Properties with a value converter have no length or
    /// precision here, and those that the database fills in are left out, as is what a rule of the same kind covers.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder AddRulesFromModel() => With(Options with { RulesFromModel = true });

    /// <summary>
    /// Lets an unknown actor change what <c>ChangedOnlyBy</c> reserves for roles: jobs that say nothing of themselves.
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

using Integrity.Toolkit.Validation.Internal;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Changes the defaults of validation for a context.
/// </summary>
public sealed class ValidationOptionsBuilder
{
    internal ValidationOptionsBuilder(ValidationOptions options) => Options = options;

    internal ValidationOptions Options { get; private set; }

    /// <summary>Refuses what breaks a rule. The default.</summary>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder Enforce() => With(Options with { Mode = EnforcementMode.Enforce });

    /// <summary>Runs the rules, and only logs and counts what breaks them.</summary>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder Observe() => With(Options with { Mode = EnforcementMode.Observe });

    /// <summary>Runs no rules.</summary>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder Off() => With(Options with { Mode = EnforcementMode.Off });

    /// <summary>
    /// Also checks what the model itself says, of every entity type: required texts and objects, greatest lengths, precisions.
    /// </summary>
    /// <remarks>
    /// The database would refuse it later and one by one, or cut it off. Properties with a value converter have no length or
    /// precision here, and those that the database fills in are left out, as is what a rule of the same kind covers.
    /// </remarks>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder RulesFromModel() => With(Options with { RulesFromModel = true });

    /// <summary>
    /// Lets an unknown actor change what <c>ChangedOnlyBy</c> reserves for roles: jobs that say nothing of themselves.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ValidationOptionsBuilder AllowUnknownActor() => With(Options with { AllowsUnknownActor = true });

    private ValidationOptionsBuilder With(ValidationOptions options)
    {
        Options = options;
        return this;
    }
}

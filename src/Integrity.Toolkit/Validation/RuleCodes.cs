namespace Integrity.Toolkit.Validation;

/// <summary>
/// The default codes of the rules. They are part of the contract.
/// </summary>
public static class RuleCodes
{
    /// <summary>A value is missing.</summary>
    public const string Required = "required";

    /// <summary>A text is too short.</summary>
    public const string MinLength = "length.min";

    /// <summary>A text is too long.</summary>
    public const string MaxLength = "length.max";

    /// <summary>A text is not an e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A value is not one of the permitted values.</summary>
    public const string Choice = "choice";

    /// <summary>A value is outside two bounds.</summary>
    public const string Range = "range";

    /// <summary>A value is below its lower bound.</summary>
    public const string RangeMin = "range.min";

    /// <summary>A value is above its upper bound.</summary>
    public const string RangeMax = "range.max";

    /// <summary>A decimal has too many digits.</summary>
    public const string Precision = "precision";

    /// <summary>A comparison with another member is not met.</summary>
    public const string Comparison = "comparison";

    /// <summary>A time is before or after another time that it must not precede or follow.</summary>
    public const string TimeOrder = "time.order";

    /// <summary>A time is in the future.</summary>
    public const string TimeFuture = "time.future";

    /// <summary>A local time is used where UTC is required.</summary>
    public const string TimeKind = "time.kind";

    /// <summary>An actor without the required role changed a member.</summary>
    public const string RoleRequired = "role.required";

    /// <summary>A referenced row does not exist.</summary>
    public const string ReferenceMissing = "reference.missing";

    /// <summary>Another row has the same values.</summary>
    public const string UniqueTaken = "unique.taken";

    /// <summary>A rule or a member threw an exception.</summary>
    public const string RuleFailed = "rule.failed";

    /// <summary>Objects are nested too deeply to be checked.</summary>
    public const string TooDeep = "graph.depth";
}

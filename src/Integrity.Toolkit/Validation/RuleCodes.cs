namespace Integrity.Toolkit.Validation;

/// <summary>
/// Lists the codes of rules that were given no other. They are part of the contract.
/// </summary>
public static class RuleCodes
{
    /// <summary>A value is missing.</summary>
    public const string Required = "required";

    /// <summary>A text is too short.</summary>
    public const string MinLength = "length.min";

    /// <summary>A text is too long.</summary>
    public const string MaxLength = "length.max";

    /// <summary>A text is no e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A value is none of those allowed.</summary>
    public const string Choice = "choice";

    /// <summary>A value is outside two bounds.</summary>
    public const string Range = "range";

    /// <summary>A value is below its lower bound.</summary>
    public const string RangeMin = "range.min";

    /// <summary>A value is above its upper bound.</summary>
    public const string RangeMax = "range.max";

    /// <summary>A decimal has too many digits.</summary>
    public const string Precision = "precision";

    /// <summary>A value does not compare with another member as it should.</summary>
    public const string Comparison = "comparison";

    /// <summary>A time is on the wrong side of another.</summary>
    public const string TimeOrder = "time.order";

    /// <summary>A time has not come yet.</summary>
    public const string TimeFuture = "time.future";

    /// <summary>A local time is where a UTC time belongs.</summary>
    public const string TimeKind = "time.kind";

    /// <summary>Somebody changed what only others may change.</summary>
    public const string RoleRequired = "role.required";

    /// <summary>What the members refer to does not exist.</summary>
    public const string ReferenceMissing = "reference.missing";

    /// <summary>Another row has the same values.</summary>
    public const string UniqueTaken = "unique.taken";

    /// <summary>A rule or a member threw an exception instead of giving an answer.</summary>
    public const string RuleFailed = "rule.failed";

    /// <summary>Objects are nested more deeply than can be followed.</summary>
    public const string TooDeep = "graph.depth";
}

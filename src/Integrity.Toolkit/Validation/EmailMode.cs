namespace Integrity.Toolkit.Validation;

/// <summary>
/// Specifies how strictly an e-mail address is validated.
/// </summary>
public enum EmailMode
{
    /// <summary>
    /// An address in the public mail system: a local part of at most 64 characters without quotes, and a domain with a dot, whose
    /// labels are letters, digits and hyphens; at most 254 characters. Letters of every script are accepted.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// Text before and after one <c>@</c>, without white space or control characters; at most 254 characters. Accepts
    /// <c>root@localhost</c>.
    /// </summary>
    Relaxed = 1,
}

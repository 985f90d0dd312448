namespace Integrity.Toolkit.Validation;

/// <summary>
/// Says how an e-mail address is looked at.
/// </summary>
public enum EmailMode
{
    /// <summary>
    /// An address that the public mail system can deliver to: a local part of at most 64 characters without quotes, and a
    /// domain with a dot, whose labels are letters, digits and hyphens; 254 characters in all. Letters of every script.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// Something before and something after one <c>@</c>, without white space or control characters, at most 254
    /// characters: also <c>root@localhost</c>.
    /// </summary>
    Relaxed = 1,
}

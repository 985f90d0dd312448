namespace Integrity.Toolkit;

/// <summary>
/// The kind of an <see cref="Actor"/>.
/// </summary>
public enum ActorKind
{
    /// <summary>No actor is specified. A missing user is recorded as unknown, not as a system.</summary>
    Unknown = 0,

    /// <summary>A person with an account.</summary>
    User = 1,

    /// <summary>A program, such as a job, an import or a message consumer.</summary>
    System = 2,

    /// <summary>A person without an account, such as a visitor of a public page.</summary>
    Anonymous = 3,
}

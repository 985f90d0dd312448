namespace Integrity.Toolkit;

/// <summary>
/// Says what sort of actor made a change.
/// </summary>
public enum ActorKind
{
    /// <summary>Nobody said who acts. A missing user is recorded as this, never as a system.</summary>
    Unknown = 0,

    /// <summary>A person with an account.</summary>
    User = 1,

    /// <summary>A program: a job, an import, a message consumer.</summary>
    System = 2,

    /// <summary>A person who is known to have no account, such as a visitor of a public page.</summary>
    Anonymous = 3,
}

namespace Integrity.Toolkit;

/// <summary>
/// Identifies who makes a change.
/// </summary>
/// <remarks>
/// The identifier is stored with deletions and transitions: use an account id, never a name or an e-mail address that
/// a person may ask to have erased.
/// </remarks>
/// <example>
/// <code>
/// using (db.ActingAs(Actor.User("4711"), reason: "requested by phone")) { ... }
/// </code>
/// </example>
public readonly record struct Actor
{
    /// <summary>The greatest length of an identifier, in characters.</summary>
    public const int MaxIdLength = 200;

    private Actor(ActorKind kind, string? id)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>Gets the actor of whom nothing is known.</summary>
    public static Actor Unknown => default;

    /// <summary>Gets the actor who is known to have no account.</summary>
    public static Actor Anonymous => new(ActorKind.Anonymous, null);

    /// <summary>Gets what sort of actor this is.</summary>
    /// <value>The default is <see cref="ActorKind.Unknown"/>.</value>
    public ActorKind Kind { get; }

    /// <summary>Gets the identifier, or <see langword="null"/> for an unknown or anonymous actor.</summary>
    public string? Id { get; }

    /// <summary>
    /// Creates an actor for a person with an account.
    /// </summary>
    /// <param name="id">The account's identifier: not empty, at most <see cref="MaxIdLength"/> characters.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty or too long.</exception>
    public static Actor User(string id) => new(ActorKind.User, Checked(id));

    /// <summary>
    /// Creates an actor for a program.
    /// </summary>
    /// <param name="id">The program's name: not empty, at most <see cref="MaxIdLength"/> characters.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty or too long.</exception>
    public static Actor System(string id) => new(ActorKind.System, Checked(id));

    /// <inheritdoc/>
    public override string ToString() => Id is null ? Kind.ToString() : $"{Kind}:{Id}";

    private static string Checked(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (id.Length > MaxIdLength)
        {
            throw new ArgumentException(
                $"An actor's identifier has at most {MaxIdLength} characters; this one has {id.Length}.", nameof(id));
        }

        return id;
    }
}

namespace Integrity.Toolkit;

/// <summary>
/// The user or program that makes a change.
/// </summary>
/// <remarks>
/// The identifier is stored with deletions and transitions. Use an account id, not a name or an e-mail address that a
/// person may require you to erase.
/// </remarks>
/// <example>
/// <code>
/// using (db.ActingAs(Actor.User("4711"), reason: "requested by phone")) { ... }
/// </code>
/// </example>
public readonly record struct Actor
{
    /// <summary>The maximum length of an identifier, in characters.</summary>
    public const int MaxIdLength = 200;

    private Actor(ActorKind kind, string? id)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>Gets the unknown actor.</summary>
    public static Actor Unknown => default;

    /// <summary>Gets the actor that has no account.</summary>
    public static Actor Anonymous => new(ActorKind.Anonymous, null);

    /// <summary>Gets the kind of the actor.</summary>
    /// <value>The default is <see cref="ActorKind.Unknown"/>.</value>
    public ActorKind Kind { get; }

    /// <summary>Gets the identifier, or <see langword="null"/> for an unknown or anonymous actor.</summary>
    public string? Id { get; }

    /// <summary>
    /// Creates an actor for a person with an account.
    /// </summary>
    /// <param name="id">The account id: not empty, at most <see cref="MaxIdLength"/> characters.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty, white space or too long.</exception>
    public static Actor User(string id) => new(ActorKind.User, Checked(id));

    /// <summary>
    /// Creates an actor for a program.
    /// </summary>
    /// <param name="id">The name of the program: not empty, at most <see cref="MaxIdLength"/> characters.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty, white space or too long.</exception>
    public static Actor System(string id) => new(ActorKind.System, Checked(id));

    /// <inheritdoc/>
    public override string ToString() => Id is null ? Kind.ToString() : $"{Kind}:{Id}";

    private static string Checked(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (id.Length > MaxIdLength)
        {
            throw new ArgumentException(
                $"The actor id exceeds {MaxIdLength} characters: it has {id.Length}. Use a shorter id.", nameof(id));
        }

        return id;
    }
}

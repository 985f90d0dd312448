namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A row of a history that several entity types share, with whose row it is.
/// </summary>
public sealed class SharedTransition
{
    /// <summary>Gets the name of the entity type: of the class that declares the transitions, or the one given to <c>SharedHistory</c>.</summary>
    public required string EntityType { get; init; }

    /// <summary>Gets the primary key as a text: numbers with digits only, a Guid in lower case with hyphens.</summary>
    public required string EntityKey { get; init; }

    /// <summary>Gets the row.</summary>
    public required TransitionRecord Record { get; init; }
}

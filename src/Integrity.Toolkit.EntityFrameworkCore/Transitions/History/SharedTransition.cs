namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A row of a history that several entity types share, with its entity.
/// </summary>
public sealed class SharedTransition
{
    /// <summary>
    /// Gets the name of the entity type: that of the class that declares the transitions, or the one specified with
    /// <c>Shared</c>.
    /// </summary>
    public required string EntityType { get; init; }

    /// <summary>Gets the primary key as text: a number as digits, a Guid in lower case with hyphens.</summary>
    public required string EntityKey { get; init; }

    /// <summary>Gets the history row.</summary>
    public required TransitionRecord Record { get; init; }
}

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Provides what the caller of a rule set tracks about an entity beyond its values. For code that runs rules for tracked
/// entities, such as the EF Core package.
/// </summary>
internal interface IRuleSubject
{
    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    string Name { get; }

    /// <summary>Gets the primary key values, in key order; empty while the key is unknown. Read at the first violation.</summary>
    IReadOnlyList<object?> Key { get; }

    /// <summary>
    /// Returns whether the value of a member has changed. Called for members of the entity itself, not of nested objects, and
    /// not for <see cref="EntityOperation.Create"/>.
    /// </summary>
    /// <param name="member">A member that a rule reads.</param>
    /// <returns><see langword="false"/> if the value has definitely not changed; otherwise <see langword="true"/>.</returns>
    bool IsModified(RuleMember member);

    /// <summary>
    /// Returns whether a new entity replaces a row with another value of a member. Called for
    /// <see cref="EntityOperation.Create"/>.
    /// </summary>
    /// <param name="member">A member that is restricted to roles.</param>
    /// <returns><see langword="false"/> if there was no row before, or if its value stays the same.</returns>
    bool Replaces(RuleMember member) => false;

    /// <summary>Returns whether the rules of the object or collection in a member run with the rules of the entity.</summary>
    /// <param name="member">The member that contains an object or a collection.</param>
    /// <returns><see langword="true"/> unless the caller runs them separately.</returns>
    bool Descends(RuleMember member) => true;
}

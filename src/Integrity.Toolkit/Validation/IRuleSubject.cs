namespace Integrity.Toolkit.Validation;

/// <summary>
/// Tells what the caller of a rule set knows of the entity beyond its values. For code that runs rules for entities that it
/// tracks, such as the EF Core package.
/// </summary>
internal interface IRuleSubject
{
    /// <summary>Gets the name of the entity type, without its namespace.</summary>
    string Name { get; }

    /// <summary>Gets the values of the primary key, in its order; empty when not known yet. Asked at the first violation.</summary>
    IReadOnlyList<object?> Key { get; }

    /// <summary>
    /// Tells whether the value of a member changes. Asked for the members of the entity itself, not for those of nested
    /// objects, and not for an <see cref="EntityOperation.Create"/>.
    /// </summary>
    /// <param name="member">A member that a rule reads.</param>
    /// <returns><see langword="false"/> if it surely does not change; <see langword="true"/> also when that is not known.</returns>
    bool IsModified(RuleMember member);

    /// <summary>
    /// Tells whether a new entity takes the place of a row that has another value of a member. Asked for an
    /// <see cref="EntityOperation.Create"/>.
    /// </summary>
    /// <param name="member">A member that is reserved for roles.</param>
    /// <returns><see langword="false"/> where there was no row before, or its value stays.</returns>
    bool Replaces(RuleMember member) => false;

    /// <summary>Tells whether the rules of what a member holds are to be run with those of the entity.</summary>
    /// <param name="member">The member that holds an object or a collection.</param>
    /// <returns><see langword="true"/> unless the caller sees to them in another way.</returns>
    bool Descends(RuleMember member) => true;
}

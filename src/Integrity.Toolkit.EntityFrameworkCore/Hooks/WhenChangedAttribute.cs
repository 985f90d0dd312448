namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Calls a hook only for changes that write one of some members.
/// </summary>
/// <remarks>
/// A creation and a deletion write all of them. On a method before the save what counts is what is changed when the hook's
/// turn comes. A name that is no member of the entity is refused when the model is built.
/// </remarks>
/// <param name="members">The names of properties, complex properties or owned navigations; shadow properties, too.</param>
/// <example>
/// <code>
/// [WhenChanged(nameof(Ticket.Status))]
/// public override void BeforeUpdate(EntityChange&lt;Ticket&gt; change) { ... }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WhenChangedAttribute(params string[] members) : Attribute
{
    /// <summary>Gets the names of the members.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}

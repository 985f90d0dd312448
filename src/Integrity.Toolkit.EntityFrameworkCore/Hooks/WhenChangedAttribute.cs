namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Restricts a hook to changes that write at least one of the specified members.
/// </summary>
/// <remarks>
/// <para>
/// A creation and a deletion write all members. Changes of other hooks are included: a skipped hook before the save is called
/// when a later hook changes one of its members. A soft delete writes only its deletion columns and the changes of hooks.
/// </para>
/// <para>
/// A method and its <c>...Async</c> must have the same restriction, and each name must be a member of the entity; otherwise,
/// building the model throws. A method that overrides a restricted one keeps its restriction unless it has its own.
/// </para>
/// </remarks>
/// <param name="members">
/// The names of properties, including shadow properties, complex properties or owned navigations. The name of a property in a
/// complex type includes the path, such as <c>Price.Amount</c>.
/// </param>
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

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Calls a hook only for changes that write one of some members.
/// </summary>
/// <remarks>
/// <para>
/// A creation and a deletion write all of them. What another hook changes counts, too: a hook before the save that was passed
/// over is called once one of its members is changed by a hook that runs later. A soft delete writes only its marks and what
/// hooks write.
/// </para>
/// <para>
/// A method and its <c>...Async</c> have the same restriction, or the model is refused; so is a name that is no member of the
/// entity. A method that overrides a restricted one keeps its restriction unless it has its own.
/// </para>
/// </remarks>
/// <param name="members">
/// The names of properties, complex properties or owned navigations, also of shadow properties; of a property in a complex
/// value the way to it, such as <c>Price.Amount</c>.
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

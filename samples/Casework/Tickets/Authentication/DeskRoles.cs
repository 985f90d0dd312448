using Casework.Tickets.Demo;
using Integrity.Toolkit;

namespace Casework.Tickets.Authentication;

/// <summary>Which role somebody has. A real host asks its directory.</summary>
public sealed class DeskRoles : IRoleSource
{
    public bool HasRole(Actor actor, string role)
        => actor.Kind == ActorKind.User && DemoPeople.Find(actor.Id)?.Role == role;
}

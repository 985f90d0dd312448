using Casework.Tickets.Demo;
using Integrity.Toolkit;

namespace Casework.Tickets.Authentication;

/// <summary>Provides the roles of actors. A real host queries its directory.</summary>
public sealed class DeskRoles : IRoleSource
{
    public bool HasRole(Actor actor, string role)
        => actor.Kind == ActorKind.User && DemoPeople.Find(actor.Id)?.Role == role;
}

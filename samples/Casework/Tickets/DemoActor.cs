using Integrity.Toolkit;

namespace Casework.Tickets;

/// <summary>Who acts in the demo. A real host asks the signed-in user; see <see cref="IActorSource"/>.</summary>
public sealed class DemoActor : IActorSource
{
    public Actor Current => Actor.User("demo-agent");
}

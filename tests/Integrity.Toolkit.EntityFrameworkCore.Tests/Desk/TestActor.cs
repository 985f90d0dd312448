namespace Integrity.Toolkit.Tests.Desk;

/// <summary>A scoped source, as an application's would be.</summary>
public sealed class TestActor : IActorSource
{
    public Actor Current { get; set; } = Actor.User("anna");
}

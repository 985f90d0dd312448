namespace Integrity.Toolkit.Tests.Desk;

/// <summary>A scoped actor source, like that of an application.</summary>
public sealed class TestActor : IActorSource
{
    public Actor Current { get; set; } = Actor.User("anna");
}

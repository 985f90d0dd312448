using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Guards;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_as_it_was_agreed() 
        => PublicApi.Check(typeof(StateMachineTableException).Assembly, "Integrity.Toolkit.Stateless");
}

namespace Integrity.Toolkit.Tests.Guards;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_matches_the_baseline() => PublicApi.Check(typeof(Actor).Assembly, "Integrity.Toolkit");
}

namespace Integrity.Toolkit.Tests.Guards;

public sealed class ApiConsistencyTests
{
    [Fact]
    public void The_public_api_follows_the_rules_of_the_library() => ApiConsistency.Check(typeof(IntegrityBuilder).Assembly);
}

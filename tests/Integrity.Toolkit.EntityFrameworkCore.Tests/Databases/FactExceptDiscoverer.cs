using Xunit.Sdk;
using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

public sealed class FactExceptDiscoverer : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
        => ((IExcept)factAttribute).Concerns(testMethod) ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
}

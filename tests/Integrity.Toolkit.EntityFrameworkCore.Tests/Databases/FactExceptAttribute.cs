using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A fact that does not apply to some of the databases of its suite, for which the test does not exist.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(FactExceptDiscoverer))]
public sealed class FactExceptAttribute(
    Type database, string because, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber), IExcept
{
    public Type Database => database;

    public string Because => because;
}

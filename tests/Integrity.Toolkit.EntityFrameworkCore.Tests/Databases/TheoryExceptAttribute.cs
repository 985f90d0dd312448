using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A theory that does not apply to some of the databases of its suite, for which the test does not exist.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(TheoryExceptDiscoverer))]
public sealed class TheoryExceptAttribute(
    Type database, string because, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : TheoryAttribute(sourceFilePath, sourceLineNumber), IExcept
{
    public Type Database => database;

    public string Because => because;
}

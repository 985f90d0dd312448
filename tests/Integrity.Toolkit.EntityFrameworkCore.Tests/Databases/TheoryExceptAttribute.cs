using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A theory of a suite that does not hold on some of the databases that the suite runs on: there is no such test there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(TheoryExceptDiscoverer))]
public sealed class TheoryExceptAttribute(
    Type database, string because, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : TheoryAttribute(sourceFilePath, sourceLineNumber), IExcept
{
    public Type Database => database;

    public string Because => because;
}

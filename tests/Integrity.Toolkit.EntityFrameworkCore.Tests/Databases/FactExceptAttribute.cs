using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A fact of a suite that does not hold on some of the databases that the suite runs on: there is no such test there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(FactExceptDiscoverer))]
public sealed class FactExceptAttribute(
    Type database, string because, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber), IExcept
{
    public Type Database => database;

    public string Because => because;
}

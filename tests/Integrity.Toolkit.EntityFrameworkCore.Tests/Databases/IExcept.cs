using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>Says on which databases a test of a suite is not run.</summary>
public interface IExcept
{
    /// <summary>Gets the type of those databases.</summary>
    Type Database { get; }

    /// <summary>Gets why what the test says is not so there.</summary>
    string Because { get; }

    /// <summary>Whether the class of a test runs it on one of them.</summary>
    bool Concerns(IXunitTestMethod test)
    {
        var suite = test.TestClass.Class;
        while (suite is { IsGenericType: false, BaseType: { } more })
        {
            suite = more;
        }

        return suite.GetGenericArguments().Any(Database.IsAssignableFrom);
    }
}

using Xunit.v3;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>Specifies the databases on which a test of a suite does not run.</summary>
public interface IExcept
{
    /// <summary>Gets the type of those databases.</summary>
    Type Database { get; }

    /// <summary>Gets the reason why the test does not apply.</summary>
    string Because { get; }

    /// <summary>Returns whether the class of a test runs it on such a database.</summary>
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

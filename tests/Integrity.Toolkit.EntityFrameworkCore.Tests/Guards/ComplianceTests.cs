using Integrity.Toolkit.Tests.Databases;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>Every behaviour suite runs on every database.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public void Every_suite_runs_on_every_database()
    {
        var types = typeof(ComplianceTests).Assembly.GetTypes();
        var databases = types.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Database))
            && !type.IsAssignableTo(typeof(IKeepsLedger))
            && !type.IsAssignableTo(typeof(ISharesHistory))).ToList();
        var suites = types.Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true, IsNested: false }
            && type.GetGenericArguments() is [var argument]
            && argument.GetGenericParameterConstraints().Contains(typeof(Database))).ToList();

        var missing =
            from suite in suites
            from database in databases
            let closed = suite.MakeGenericType(database)
            where !types.Any(type => !type.IsAbstract && type.IsSubclassOf(closed))
            select $"{suite.Name} is not run on {database.Name}";

        Assert.Equal(2, databases.Count);
        Assert.True(suites.Count >= 3, "No suites were found: the test looks in the wrong place.");
        Assert.Empty(missing);
    }
}

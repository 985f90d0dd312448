using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Compares what the model expects with what the database has.
/// </summary>
internal static class ManagedObjectsCheck
{
    private const string Apply = "Apply the pending migrations; where there are none, run the repairing SQL";

    public static async Task<ManagedObjectsReport> RunAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) is not { } dialect)
        {
            return new ManagedObjectsReport(0, []);
        }

        var expected = new ExpectedObjects(context, dialect);
        var inventory = DatabaseObjectReader.Of(dialect);
        var found = await inventory.ReadAsync(new SqlQuery(context), expected.Tables, expected.All, cancellationToken)
            .ConfigureAwait(false);

        var findings = expected.All
            .Select(item => Compare(item, found.Find(other => IsSame(item, other)), expected.Declared, inventory))
            .OfType<ManagedObjectFinding>()
            .Concat(found
                .Where(item => item.IsManaged && !expected.All.Any(other => IsSame(other, item)))
                .Select(item => Extra(item, inventory)))
            .OrderBy(finding => finding.Table, StringComparer.Ordinal)
            .ThenBy(finding => finding.Name, StringComparer.Ordinal);

        return new ManagedObjectsReport(expected.All.Count, [.. findings]);
    }

    private static bool IsSame(ExpectedObject expected, ActualObject found)
        => expected.Kind == found.Kind && expected.Table == found.Table && expected.Name == found.Name;

    private static ManagedObjectFinding? Compare(
        ExpectedObject expected, ActualObject? found, RenderedConstraints declared, DatabaseObjectReader inventory)
    {
        if (found is { IsBroken: false } && found.Text == inventory.Text(expected))
        {
            return null;
        }

        var remedy = expected.Create is null
            ? "Apply the pending migrations; where there are none, remove the declaration by a migration and add it again by another."
            : $"{Apply}.";
        return new ManagedObjectFinding(
            found is null ? ManagedObjectProblem.Missing : ManagedObjectProblem.Different,
            expected.Kind,
            expected.Table.Schema,
            expected.Table.Name,
            expected.Name,
            declared.Find(expected.Table.Schema, expected.Table.Name, expected.Name)?.Code,
            found is null ? remedy : $"It is of another version of the model, or somebody changed it or switched it off. {remedy}",
            expected.Create is null ? null : $"{expected.Drop}\n{expected.Create}");
    }

    private static ManagedObjectFinding Extra(ActualObject found, DatabaseObjectReader inventory)
        => new(
            ManagedObjectProblem.Extra,
            found.Kind,
            found.Table.Schema,
            found.Table.Name,
            found.Name,
            null,
            "The model does not declare it: an older or a newer version of the application does, or a migration lost its dropping. "
                + "Where no other version needs it, run the repairing SQL.",
            inventory.Drop(found));
}

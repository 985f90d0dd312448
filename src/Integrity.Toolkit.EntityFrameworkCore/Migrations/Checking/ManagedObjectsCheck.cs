using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Compares the objects that the model requires with those of the database.
/// </summary>
internal static class ManagedObjectsCheck
{
    private const string Apply = "Apply the pending migrations. If there are none, run the repair SQL";

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
            ? "Apply the pending migrations. If there are none, remove the declaration in one migration and add it again in "
                + "another."
            : $"{Apply}.";
        return new ManagedObjectFinding(
            found is null ? ManagedObjectProblem.Missing : ManagedObjectProblem.Different,
            expected.Kind,
            expected.Table.Schema,
            expected.Table.Name,
            expected.Name,
            declared.Find(expected.Table.Schema, expected.Table.Name, expected.Name)?.Code,
            found is null ? remedy : $"It belongs to another version of the model, or it was changed or disabled. {remedy}",
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
            "The model does not declare it. Another version of the application may declare it, or a migration did not drop it. "
            + "If no other version needs it, run the repair SQL.",
            inventory.Drop(found));
}

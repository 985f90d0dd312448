using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Adds the managed objects to the differences between two models: drops them first, and creates them last.
/// </summary>
internal sealed class ManagedModelDiffer(IMigrationsModelDiffer inner) : IMigrationsModelDiffer
{
    public bool HasDifferences(IRelationalModel? source, IRelationalModel? target)
    {
        var (dropped, created) = Compare(source, target);
        return dropped.Count > 0 || created.Count > 0 || inner.HasDifferences(source, target);
    }

    public IReadOnlyList<MigrationOperation> GetDifferences(IRelationalModel? source, IRelationalModel? target)
    {
        var (dropped, created) = Compare(source, target);
        var operations = inner.GetDifferences(source, target);

        return dropped.Count == 0 && created.Count == 0
            ? operations
            : [
                .. dropped.Select(managed => managed.ToDrop()),
                .. operations,
                .. created.Select(managed => managed.ToCreate()),
            ];
    }

    private static (List<MigrationObject> Dropped, List<MigrationObject> Created) Compare(
        IRelationalModel? source,
        IRelationalModel? target)
    {
        var before = MigrationObject.Of(source?.Model);
        var after = MigrationObject.Of(target?.Model);

        return ([.. Without(before, after).Where(managed => !managed.IsStatement)], [.. Without(after, before).OrderBy(managed => !managed.IsStatement)]);
    }

    private static IEnumerable<MigrationObject> Without(IReadOnlyList<MigrationObject> these, IReadOnlyList<MigrationObject> others)
    {
        var known = others.Select(managed => managed.Identity).ToHashSet();
        return these
            .Where(managed => !known.Contains(managed.Identity))
            .DistinctBy(managed => managed.Identity)
            .OrderBy(managed => managed.Name, StringComparer.Ordinal);
    }
}

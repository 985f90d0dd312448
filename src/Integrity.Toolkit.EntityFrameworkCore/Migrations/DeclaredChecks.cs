using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>Copies the CHECK constraints from the design-time model to the runtime model.</summary>
internal static class DeclaredChecks
{
    private const string Annotation = "Integrity:NamedChecks";

    public static IReadOnlyList<DeclaredCheck> In(IReadOnlyModel model)
        => [.. model.GetEntityTypes().SelectMany(In).Distinct()];

    public static IReadOnlyList<DeclaredCheck> Of(IModel model)
        => (IReadOnlyList<DeclaredCheck>?)model.FindRuntimeAnnotationValue(Annotation) ?? [];

    public static void Leave(IModel model, IReadOnlyList<DeclaredCheck> checks) => model.SetRuntimeAnnotation(Annotation, checks);

    private static IEnumerable<DeclaredCheck> In(IReadOnlyEntityType entityType)
    {
        var tables = entityType.GetMappingFragments(StoreObjectType.Table)
            .Select(fragment => fragment.StoreObject)
            .Append(StoreObjectIdentifier.Create(entityType, StoreObjectType.Table) ?? default)
            .Where(table => table.Name is not null);
        return
            from table in tables
            from check in entityType.GetCheckConstraints()
            let name = check.GetName(table)
            where name is not null
            select new DeclaredCheck(name, table.Schema, table.Name, check.Sql);
    }
}
